#!/usr/bin/env bash
# Runs every test and ends with a line "N passed, N failed".
#   --fast  leaves out what needs processes, sockets or much time (the trait Needs): the inner loop, under a minute
# Whatever else is given goes to dotnet test, such as --no-build.
set -o pipefail
cd "$(dirname "$0")/.." || exit 1

# For the processes that tests start: none of them runs for long enough that measuring its code would pay.
export DOTNET_TieredPGO=0 DOTNET_gcConcurrent=0

if [ "${1-}" = --fast ]; then
  shift
  # An assembly of which nothing is left ends with 8.
  set -- "$@" --filter-not-trait 'Needs=*' --ignore-exit-code 8
fi

log=$(mktemp)
trap 'rm -f "$log"' EXIT
dotnet test --solution Baseline.sln --no-progress --no-ansi --output normal "$@" 2>&1 | tee "$log"
rc=$?
awk '/^Test run summary/ { summary = 1 }
     summary && /^ *succeeded:/ { passed = $2 }
     summary && /^ *failed:/ { failed = $2 }
     summary && /^ *skipped:/ { skipped = $2 }
     END {
       if (!summary) { print "0 passed, 1 failed"; exit }
       if (skipped > 0) { printf "%d tests were skipped, which counts as a failure.\n", skipped; failed += skipped }
       printf "%d passed, %d failed\n", passed, failed
     }' "$log" | tee "$log.end"
grep -q ', 0 failed$' "$log.end" || rc=1
rm -f "$log.end"
exit "$rc"
