#!/usr/bin/env bash
# Puts the tool on the PATH of the job's later steps; does nothing where it is there already, as in a container image.
#
#   BASELINE_URL, BASELINE_SHA256, BASELINE_VERSION    as in tool.txt beside this file, which holds where they are not set
#   BASELINE_BIN      where it goes (default: a folder of the runner's own)
set -euo pipefail
# shellcheck source=host.sh
. "$(dirname "$0")/host.sh"

if command -v "$baseline" >/dev/null; then
  "$baseline" --version
  exit 0
fi

for name in BASELINE_URL BASELINE_SHA256 BASELINE_VERSION; do
  if [ -z "${!name:-}" ]; then
    printf -v "$name" '%s' "$(sed -n "s/^$name=//p" "$(dirname "$0")/tool.txt")"
  fi
done
bin=${BASELINE_BIN:-${RUNNER_TEMP:-${AGENT_TEMPDIRECTORY:-$HOME}}/baseline-bin}
mkdir -p "$bin"
if [ -n "${BASELINE_VERSION:-}" ]; then
  dotnet tool install baseline-cli --tool-path "$bin" --version "$BASELINE_VERSION"
elif [ -n "${BASELINE_URL:-}" ] && [[ ${BASELINE_SHA256:-} =~ ^[0-9a-f]{64}$ ]]; then
  curl --fail --silent --show-error --location --proto '=https,file' --retry 3 --output "$bin/download" "$BASELINE_URL"
  if ! printf '%s  %s\n' "$BASELINE_SHA256" "$bin/download" | sha256sum --check --status; then
    rm -f "$bin/download"
    say error "What BASELINE_URL leads to has not the checksum BASELINE_SHA256, so it was thrown away."
    exit 1
  fi
  case $BASELINE_URL in
    *.tar.gz)
      tar -xzf "$bin/download" -C "$bin"
      rm -f "$bin/download"
      ;;
    *) mv "$bin/download" "$bin/baseline" ;;
  esac
  chmod +x "$bin/baseline"
else
  say error "ci/baseline/tool.txt names no tool: set BASELINE_URL and BASELINE_SHA256, or BASELINE_VERSION, in it."
  exit 1
fi

"$bin/baseline" --version
path "$bin"
