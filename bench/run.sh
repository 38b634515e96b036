#!/usr/bin/env bash
# Measures the built tool and prints the tables of docs/performance.md. With the path of the native executable, that one is what is measured live.
set -euo pipefail
cd "$(dirname "$0")/.."
dotnet build -c Release src/Baseline.Cli >/dev/null
dotnet build -c Release bench/Baseline.Bench >/dev/null
for what in ${WHAT:-start captured live apply}; do
  printf '\n## %s\n\n' "$what"
  bench/Baseline.Bench/bin/Release/net10.0/Baseline.Bench "$what" "$PWD" "$PWD/src/Baseline.Cli/bin/Release/net10.0/baseline" "$@"
done
