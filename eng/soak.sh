#!/usr/bin/env bash
# Puts random worlds through faults and kills, and prints what they went through (docs/reliability.md).
#   bash eng/soak.sh [WORLDS [SEED [FIRST]]]
set -euo pipefail
cd "$(dirname "$0")/.."
export BASELINE_SOAK=${1:-400} BASELINE_SOAK_SEED=${2:-1} BASELINE_SOAK_FIRST=${3:-1}
BASELINE_SOAK_REPORT=$(mktemp)
export BASELINE_SOAK_REPORT
trap 'rm -f "$BASELINE_SOAK_REPORT"' EXIT
code=0
dotnet test --project tests/Baseline.Conformance.Tests --no-progress --no-ansi --filter-class '*.SoakTests' || code=$?
cat "$BASELINE_SOAK_REPORT"
exit "$code"
