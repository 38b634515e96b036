#!/usr/bin/env bash
# Applies the reviewed plan, and no other.
#
#   BASELINE_DIGEST      the digest that was reviewed, sha256:… (required)
#   BASELINE_PLAN        the plan (default: plan.json)
#   BASELINE_JOURNAL     where the run is recorded (default: run.jsonl); `baseline undo` reads it
#   BASELINE_ENV         the file for the outputs as lines of NAME=VALUE (default: apply.env beside the journal)
#   BASELINE, BASELINE_DOCUMENT, BASELINE_OPTIONS, BASELINE_FAIL_ON    as in plan.sh
#
# Ends with the tool's own code (docs/exit-codes.md), which the output exit-code holds too; the other outputs are those of
# `baseline apply --outputs`.
set -uo pipefail
# shellcheck source=host.sh
. "$(dirname "$0")/host.sh"

# Without a digest any plan would do, so none does.
if ! [[ ${BASELINE_DIGEST:-} =~ ^sha256:[0-9a-f]{64}$ ]]; then
  say error "BASELINE_DIGEST is not the digest of a plan: sha256: and 64 hexadecimal digits, as the review shows it."
  output exit-code 1
  exit 1
fi

journal=${BASELINE_JOURNAL:-run.jsonl}
env=${BASELINE_ENV:-$(dirname "$journal")/apply.env}
rm -f "$env"
shown "$baseline" apply "${BASELINE_PLAN:-plan.json}" --expect "$BASELINE_DIGEST" --auto-approve \
  --fail-on "${BASELINE_FAIL_ON:-unknown}" --outputs "dotenv=$env" \
  --journal "$journal" --file "$document" --no-color ${options[@]+"${options[@]}"}
code=$?
output exit-code "$code"
outputs "$env"

unread='Applied, but something in scope could not be read: whether it is in the declared state is unknown.'
case $code in
  0)
    if [ "$(value verdict "$env")" = incomplete ]; then
      say warning "$unread"
    fi
    ;;
  2) say error "Applied, but Azure is not in the declared state: see the report." ;;
  3) say error "$unread" ;;
  4) say error "The plan goes beyond a limit of the document, and nothing was changed. A person decides: raise the limit in a review." ;;
  5) say error "The plan is stale, or not the one that was reviewed. Plan and review again." ;;
  6) say error "Applied in part. Read the report, and run this again: it repeats nothing." ;;
  130) say error "Cancelled. Run this again: it repeats nothing." ;;
  *) say error "The apply failed with exit code $code." ;;
esac
exit "$code"
