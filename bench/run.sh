#!/usr/bin/env bash
# Measures the built tool and prints the tables of docs/performance.md. With the path of the native executable, that one is what is
# measured live, and the reference client is built natively too.
#   WHAT="unequal pushed"     only some tables: start captured logged logs live unequal pushed wide apply; or shards, of LARGEST vaults
#   RUNS=1                    one run in place of the median of five, while something is worked on
#   LARGEST=2000              leaves larger estates out of unequal and pushed
#   TOOL_ARGUMENTS="--batch"  more arguments for the tool in unequal, pushed and wide
set -euo pipefail
cd "$(dirname "$0")/.."
dotnet build -c Release src/Baseline.Cli >/dev/null
dotnet build -c Release bench/Baseline.Bench >/dev/null
if [ $# -gt 0 ]; then
  system=$(dotnet --info | awk '$1 == "RID:" { print $2; exit }')
  dotnet publish bench/Baseline.Bench.Reference -c Release -r "$system" -o artifacts/reference >/dev/null
else
  dotnet build bench/Baseline.Bench.Reference -c Release -o artifacts/reference >/dev/null
fi
for what in ${WHAT:-start captured logged logs live unequal pushed wide apply}; do
  printf '\n## %s (load %s)\n\n' "$what" "$(cut -d' ' -f1 /proc/loadavg 2>/dev/null || echo unknown)"
  bench/Baseline.Bench/bin/Release/net10.0/Baseline.Bench "$what" "$PWD" "$PWD/artifacts/reference/baseline-reference" \
    "$PWD/src/Baseline.Cli/bin/Release/net10.0/baseline" "$@"
done
