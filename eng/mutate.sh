#!/usr/bin/env bash
# Puts mutants before the tests and prints the table of docs/reliability.md, and every mutant that survived.
#   bash eng/mutate.sh [MUTANTS [SEED]]    all mutants, or so many of them
#   bash eng/mutate.sh --only MUTANT...    these alone, by the numbers of the report
#   bash eng/mutate.sh --since COMMIT      those of the files that have changed since then
#   bash eng/mutate.sh --list              all of them, and the list of those that a test is owed to (open.json) is written anew
#   BASELINE_MUTATION_TESTS=all bash eng/mutate.sh …   the same before the tests that apply whole worlds too, which takes long
set -euo pipefail
cd "$(dirname "$0")/.."
dotnet build tests/Baseline.Mutation >/dev/null
if [ "${1:-}" = --since ]; then
  mapfile -t files < <(git diff --name-only "$2" -- src/Baseline.Core)
  set -- --files "${files[@]}"
fi
dotnet tests/Baseline.Mutation/bin/Debug/net10.0/Baseline.Mutation.dll "$PWD" "$@"
