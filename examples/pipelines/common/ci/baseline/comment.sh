#!/usr/bin/env bash
# Keeps the comment on the pull request, or with --issue the issue about drift, as the plan says; and where there is no plan,
# takes back what an earlier one said. The arguments go to `baseline comment`.
#
#   BASELINE_OUT    the folder with plan.json (default: the current one)
#   BASELINE_REPORT  where the counts go that GitLab shows (default: nowhere)
#   BASELINE        as in plan.sh; the token is in GITHUB_TOKEN, SYSTEM_ACCESSTOKEN or GITLAB_TOKEN
set -uo pipefail
# shellcheck source=host.sh
. "$(dirname "$0")/host.sh"
plan=${BASELINE_OUT:-.}/plan.json
if [ -f "$plan" ]; then
  shown "$baseline" comment "$plan" --no-color ${BASELINE_REPORT:+--terraform-report "$BASELINE_REPORT"} "$@"
else
  shown "$baseline" comment --failed --no-color "$@"
fi
