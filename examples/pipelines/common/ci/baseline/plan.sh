#!/usr/bin/env bash
# Plans for a review: checks the document, saves the plan in all forms that hosts read, and shows it.
#
#   BASELINE             the tool (default: baseline, on the PATH)
#   BASELINE_DOCUMENT    the document (default: baseline.yaml)
#   BASELINE_OPTIONS     where the estate is, such as "--estate estate.json" (default: Azure); separated by spaces
#   BASELINE_AGAINST     what to compare with: ref:NAME, a git ref that was fetched, or file:PATH; a bare name is a ref first
#   BASELINE_FAIL_ON     what makes the job fail: unknown (default), changes, blocked, over-limits, expired-exemptions, several
#                        with commas between, or none
#   BASELINE_OUT         the folder for plan.json, plan.md, plan.html, plan.sarif, plan.xml and plan.env (default: the current one)
#
# Ends with the tool's own code (docs/exit-codes.md), which the output exit-code holds too. The other outputs are those of
# `baseline plan --outputs`, such as changes, unknown, verdict and digest; plan.env has them as well.
set -uo pipefail
# shellcheck source=host.sh
. "$(dirname "$0")/host.sh"
out=${BASELINE_OUT:-.}
mkdir -p "$out" || exit 1
# A plan of an earlier run must not pass for the one of this run.
rm -f "$out"/plan.json "$out"/plan.md "$out"/plan.html "$out"/plan.sarif "$out"/plan.xml "$out"/plan.env

# Makes annotations of lines such as "baseline.yaml:34:5: error BL1101: Unknown key: …".
annotate() {
  local line pattern='^(.+):([0-9]+):([0-9]+): (error|warning) (BL[0-9]{4}): (.*)$'
  while IFS= read -r line; do
    if [[ $line =~ $pattern ]]; then
      say "${BASH_REMATCH[4]}" "${BASH_REMATCH[6]}" "${BASH_REMATCH[1]}" "${BASH_REMATCH[2]}" "${BASH_REMATCH[3]}" "${BASH_REMATCH[5]}"
    elif [ -n "$line" ]; then
      say error "$line"
    fi
  done
}

diagnostics=$("$baseline" validate --file "$document" --diagnostics line --no-color 2>&1 >/dev/null)
code=$?
annotate <<<"$diagnostics"
if [ "$code" -ne 0 ]; then
  output exit-code "$code"
  exit "$code"
fi

against=()
if [ -n "${BASELINE_AGAINST:-}" ]; then
  against=(--against "$BASELINE_AGAINST")
fi
shown "$baseline" plan --file "$document" --out "$out/plan.json" \
  --format "markdown=$out/plan.md" --format "html=$out/plan.html" --format "sarif=$out/plan.sarif" --format "junit=$out/plan.xml" --format text \
  --fail-on "${BASELINE_FAIL_ON:-unknown}" --outputs "dotenv=$out/plan.env" --no-color ${against[@]+"${against[@]}"} ${options[@]+"${options[@]}"}
code=$?
output exit-code "$code"
outputs "$out/plan.env"
if [ "${TF_BUILD:-}" = True ] && [[ ${SYSTEM_PULLREQUEST_SOURCECOMMITID:-} =~ ^[0-9a-f]+$ ]]; then
  # By it the release finds the review of a pull request's last commit.
  printf '##vso[build.addbuildtag]baseline-review-%s\n' "$SYSTEM_PULLREQUEST_SOURCECOMMITID"
fi
if [ -f "$out/plan.md" ]; then
  summary "$out/plan.md"
fi

case $code in
  0)
    case $(value verdict "$out/plan.env") in
      incomplete) say warning "The plan is incomplete: something in scope could not be read, and counts as unknown." ;;
      changes | blocked | over-limits) say notice "The estate is not in the declared state: see the plan." ;;
    esac
    ;;
  2) say error "The estate is not in the declared state: see the plan." ;;
  3) say error "The plan is incomplete: something in scope could not be read, and counts as unknown." ;;
  4) say error "The plan goes beyond a limit of the document." ;;
  *) say error "The plan failed with exit code $code." ;;
esac
exit "$code"
