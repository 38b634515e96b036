#!/usr/bin/env bash
# Checks that Microsoft's own clients get on with baseline-emulator: az, and the JavaScript management libraries.
# Needs a built baseline and baseline-emulator; a client that is not installed is left out, and that is said.
set -uo pipefail
here=$(cd "$(dirname "$0")" && pwd)
root=$(cd "$here/../.." && pwd)
baseline=${BASELINE:-$root/src/Baseline.Cli/bin/Debug/net10.0/baseline}
emulator=${BASELINE_EMULATOR:-$root/src/Baseline.Emulator.Server/bin/Debug/net10.0/baseline-emulator}
work=$(mktemp -d)
server=
passed=0
failed=0
export work baseline

stop_emulator() {
  [ -z "$server" ] || { kill "$server" && wait "$server"; } 2>/dev/null
  server=
}
trap 'stop_emulator; rm -rf "$work"' EXIT

start_emulator() {
  stop_emulator
  cp "$root/examples/conformity/estate.json" "$work/estate.json"
  local facts
  facts=$(mktemp "$work/facts.XXXXXX")
  "$emulator" --estate "$work/estate.json" --save >"$facts" 2>"$work/emulator.log" &
  server=$!
  until grep -q IDENTITY_HEADER "$facts"; do
    kill -0 "$server" 2>/dev/null || { cat "$work/emulator.log" >&2; exit 1; }
    sleep 0.1
  done
  # shellcheck disable=SC1090
  . "$facts"
}

# check NAME COMMAND...: counts the command as one check; what it printed is shown where it fails.
check() {
  local name=$1
  shift
  if "$@" >"$work/out" 2>&1; then
    passed=$((passed + 1))
    echo "ok      $name"
  else
    failed=$((failed + 1))
    echo "FAILED  $name"
    sed 's/^/        /' "$work/out"
  fi
}

if command -v az >/dev/null; then
  start_emulator
  # shellcheck source=tests/clients/az.sh
  . "$here/az.sh"
else
  echo "left out: az is not installed (Debian: apt-get install azure-cli)"
fi

if [ -d "$here/node/node_modules" ]; then
  start_emulator
  while read -r verdict name; do
    case $verdict in
      ok) passed=$((passed + 1)) && echo "ok      $name" ;;
      *) failed=$((failed + 1)) && echo "FAILED  $name" ;;
    esac
  done < <(node "$here/node/check.mjs" 2>"$work/node.log" || { echo "FAILED the JavaScript libraries: see below"; cat "$work/node.log" >&2; })
else
  echo "left out: the JavaScript libraries are not installed (cd tests/clients/node && npm ci)"
fi

echo "$passed passed, $failed failed"
[ "$failed" -eq 0 ]
