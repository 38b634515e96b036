#!/usr/bin/env bash
# Runs every command of the examples with a native binary and with the managed build of the same sources, each in a folder of
# its own, and compares exit codes, standard output, standard error and every file that they left, byte for byte.
# Only the clock of the run is evened out: times in the journal, in what the emulator keeps, and how long a change took. `undo`
# is compared as it is shown, because its plan file has digests of those.
set -euo pipefail
cd "$(dirname "$0")/.."
native=$(realpath "${1:?the native binary}")
managed=$(realpath "${BASELINE:-src/Baseline.Cli/bin/Debug/net10.0/baseline}")
examples=$(realpath examples)
document=$(realpath baseline.yaml)
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
export NO_COLOR=1 DOTNET_NOLOGO=1

# say NAME ARGUMENTS…: one command; its streams and its exit code become files beside what it writes.
say() {
  local name=$1 code=0
  shift
  "$tool" "$@" >"$name.out" 2>"$name.err" </dev/null || code=$?
  echo "$code" >"$name.exit"
}

everything() {
  local example format
  cp "$document" baseline.yaml
  say help --help
  say controls controls
  say controls-json controls --format json
  say schema schema
  say validate validate
  say fmt fmt --check
  say role role
  say role-bicep role apply --format bicep
  say completion completion bash
  say no-command
  say wrong-option plan --nonsense
  say no-document validate -f missing.yaml
  printf 'apiVersion: baseline/v1\nkind: Baseline\nmetdata: {}\nscope: [\n' >broken.yaml
  say broken validate -f broken.yaml
  printf 'apiVersion: baseline/v1\nkind: Baseline\nmetdata: {}\ncontrols:\n  KeyVault-004: { auditEvent: on, retentionDays: [-1] }\n' >wrong.yaml
  say wrong validate -f wrong.yaml
  say wrong-line validate -f wrong.yaml --diagnostics line
  for example in conformity fleet; do
    cp "$examples/$example/estate.json" "$example.json"
    for format in text json markdown sarif junit html csv bicep terraform az; do
      say "$example-$format" plan --estate "$example.json" --format "$format"
    done
    say "$example-bicep-folder" plan --estate "$example.json" --format bicep="$example-bicep"
    say "$example-diff" plan --estate "$example.json" --diff
    say "$example-init" init --estate "$example.json" --out "$example.yaml"
    say "$example-plan" plan --emulator "$example.json" --out "$example.plan.json" --detailed-exitcode
    say "$example-show" show "$example.plan.json" --format markdown
    say "$example-refused" apply "$example.plan.json" --estate "$example.json" --auto-approve
    say "$example-apply" apply "$example.plan.json" --emulator "$example.json" --journal "$example.jsonl" --auto-approve --parallelism 1
    say "$example-stale" apply "$example.plan.json" --emulator "$example.json" --journal "$example.again.jsonl" --auto-approve
    say "$example-again" plan --emulator "$example.json" --detailed-exitcode
    say "$example-undo" undo "$example.jsonl" --emulator "$example.json"
    say "$example-snapshot" snapshot --estate "$example.json" --out "$example.redacted.json" --redact
  done
}

for kind in managed native; do
  mkdir "$work/$kind"
  tool=${!kind}
  (cd "$work/$kind" && everything)
  find "$work/$kind" -type f -exec sed -E -i \
    -e 's/"(created|updated)": ?[0-9]+/"\1":TIME/g' -e 's/[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9.:]+Z/TIME/g' -e 's/  [0-9]+\.[0-9] s$//' -e "s#$work/$kind#FOLDER#g" {} +
done
diff -r "$work/managed" "$work/native"
grep -qx 0 "$work/native/conformity-apply.exit" # so that it was not the same error twice
grep -qx 0 "$work/native/conformity-again.exit"

# Each says which of the two it is; version and commit are those of its own build.
"$managed" --version | grep -q '^build managed '
"$native" --version | grep -q '^build native '
echo "The native binary does what the managed tool does, byte for byte ($(find "$work/native" -name '*.exit' | wc -l) commands)."
