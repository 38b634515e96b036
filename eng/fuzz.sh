#!/usr/bin/env bash
# Reads mutated inputs with every reader and prints the table of docs/reliability.md: eng/fuzz.sh [INPUTS] [SEED] [READER]
# Reads one file that failed, and says what it took: eng/fuzz.sh FILE READER
set -euo pipefail
cd "$(dirname "$0")/.."
dotnet build -c Release tests/Baseline.Fuzz >/dev/null
tests/Baseline.Fuzz/bin/Release/net10.0/Baseline.Fuzz "$PWD" "$@"
