#!/usr/bin/env bash
# Runs the built tool on copies of the examples as its user would: plan, apply, plan again; the second plan must be empty.
set -euo pipefail
cd "$(dirname "$0")/.."
baseline=${BASELINE:-src/Baseline.Cli/bin/Debug/net10.0/baseline}
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

expect() {
  local wanted=$1
  shift
  local code=0
  "$@" >"$work/out" 2>"$work/err" || code=$?
  if [ "$code" -ne "$wanted" ]; then
    echo "Exit code $code instead of $wanted: $*" >&2
    cat "$work/out" "$work/err" >&2
    exit 1
  fi
}

expect 0 "$baseline" --version
expect 0 "$baseline" validate
cp examples/conformity/estate.json "$work/conformity.json"
expect 2 "$baseline" plan --emulator "$work/conformity.json" --detailed-exitcode
expect 0 "$baseline" apply --emulator "$work/conformity.json" --journal "$work/conformity.jsonl" --auto-approve
expect 0 "$baseline" plan --emulator "$work/conformity.json" --detailed-exitcode
tail -n 1 "$work/out" | grep -qx 'No changes. The estate matches the baseline.'

# The fleet has a vault that can't be read, so every run of it is incomplete: exit 3.
cp examples/fleet/estate.json "$work/fleet.json"
expect 3 "$baseline" plan --estate "$work/fleet.json"
expect 3 "$baseline" apply --emulator "$work/fleet.json" --journal "$work/fleet.jsonl" --auto-approve
expect 3 "$baseline" plan --emulator "$work/fleet.json" --format json
grep -q '"create": 0' "$work/out" && grep -q '"update": 0' "$work/out" && grep -q '"delete": 0' "$work/out"

# The landing zone has a document of its own, and three reads of it are refused.
zone="$work/landing-zone.json"
cp examples/landing-zone/estate.json "$zone"
document=examples/landing-zone/baseline.yaml
expect 3 "$baseline" plan -f "$document" --estate "$zone"
expect 3 "$baseline" apply -f "$document" --emulator "$zone" --journal "$work/landing-zone.jsonl" --auto-approve
expect 3 "$baseline" plan -f "$document" --emulator "$zone" --format json
grep -q '"create": 0' "$work/out" && grep -q '"update": 0' "$work/out" && grep -q '"delete": 0' "$work/out"
echo "The examples converge."
