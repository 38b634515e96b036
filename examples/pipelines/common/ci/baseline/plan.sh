#!/usr/bin/env bash
# Plans for a review: checks the document, saves the plan in all forms that hosts read, and shows it.
#
#   BASELINE             the tool (default: baseline, on the PATH)
#   BASELINE_DOCUMENT    the document (default: baseline.yaml)
#   BASELINE_OPTIONS     where the estate is, such as "--estate estate.json" (default: Azure); separated by spaces
#   BASELINE_AGAINST     what to compare with: ref:NAME, a git ref that was fetched, or file:PATH; a bare name is a ref first
#   BASELINE_INCOMPLETE  fail (default) or warn: what an unknown finding does to the job
#   BASELINE_OUT         the folder for plan.json, plan.md, plan.html, plan.sarif and plan.xml (default: the current one)
#
# Ends with 0 where there is nothing to change, and where there is something to review; with the tool's own code
# otherwise (docs/exit-codes.md), which the output exit-code holds in every case.
set -uo pipefail
# shellcheck source=host.sh
. "$(dirname "$0")/host.sh"
out=${BASELINE_OUT:-.}
mkdir -p "$out" || exit 1
# A plan of an earlier run must not pass for the one of this run.
rm -f "$out"/plan.json "$out"/plan.md "$out"/plan.html "$out"/plan.sarif "$out"/plan.xml

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
  --detailed-exitcode --no-color ${against[@]+"${against[@]}"} ${options[@]+"${options[@]}"}
code=$?
output exit-code "$code"
if [ -f "$out/plan.json" ]; then
  # The plan's own digest is a member of the outermost object: two spaces, and no text in JSON holds a line break.
  output digest "$(sed -n 's/^  "digest": "\(sha256:[0-9a-f]\{64\}\)".*/\1/p' "$out/plan.json")"
fi
if [ -f "$out/plan.md" ]; then
  summary "$out/plan.md"
fi

case $code in
  0) ;;
  2) say notice "The estate is not in the declared state: see the plan." ;;
  3) incomplete "The plan is incomplete: something in scope could not be read, and counts as unknown." ;;
  *) say error "The plan failed with exit code $code."; exit "$code" ;;
esac
