#!/usr/bin/env bash
# Builds this commit twice, in two clones at two places, and compares every managed assembly and the native binary by digest.
set -euo pipefail
cd "$(dirname "$0")/.."
system=${1:-linux-x64}
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
export CI=true
for clone in one another/deeper; do
  git clone --quiet . "$work/$clone"
  (
    cd "$work/$clone"
    dotnet restore src/Baseline.Cli -p:RuntimeIdentifier="$system"
    dotnet publish src/Baseline.Cli --no-restore -c Release -r "$system" -o artifacts/native --disable-build-servers
    sha256sum src/*/bin/Release/net10.0/"$system"/[Bb]aseline*.dll artifacts/native/baseline
  ) >"$work/log"
  grep -E '^[0-9a-f]{64}  ' "$work/log" >>"$work/$(basename "$clone").sums"
done
diff "$work/one.sums" "$work/deeper.sums"
cat "$work/one.sums"
echo "Both builds are the same."
