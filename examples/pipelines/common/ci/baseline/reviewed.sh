#!/usr/bin/env bash
# Shows the reviewed plan to whoever approves its release, and sets the outputs `digest` and `changes`. Needs jq.
#
#   BASELINE_OUT        the folder with plan.json (default: the current one)
#   BASELINE_EXPECTED   the digest that must be the plan's; nothing: any
#   BASELINE_ENV        where the outputs go as lines of NAME=VALUE, for GitLab (default: nowhere)
#   BASELINE            as in plan.sh
set -euo pipefail
# shellcheck source=host.sh
. "$(dirname "$0")/host.sh"
plan=${BASELINE_OUT:-.}/plan.json
digest=$(jq -r .digest "$plan")
if [ -n "${BASELINE_EXPECTED:-}" ] && [ "$BASELINE_EXPECTED" != "$digest" ]; then
  say error "That run's plan is not the one with the digest that was given."
  exit 1
fi

# The tool reads the file whole, and refuses it where the digest is not that of its content.
shown "$baseline" show "$plan" --format text --format "markdown=${BASELINE_OUT:-.}/reviewed.md" --no-color
summary "${BASELINE_OUT:-.}/reviewed.md"
changes=$(jq -r '.changes | length' "$plan")
output digest "$digest"
output changes "$changes"
if [ -n "${BASELINE_ENV:-}" ]; then
  printf 'BASELINE_DIGEST=%s\nBASELINE_CHANGES=%s\n' "$digest" "$changes" >"$BASELINE_ENV"
fi
