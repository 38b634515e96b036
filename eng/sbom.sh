#!/usr/bin/env bash
# Writes what the native binary of one system is made of (linux-x64 if none is said) to artifacts/sbom, after eng/native.sh
# has built it; needs Node.js.
set -euo pipefail
cd "$(dirname "$0")/.."
system=${1:-linux-x64}
dotnet restore src/Baseline.Cli -p:RuntimeIdentifier="$system" >/dev/null
binary=$(find "artifacts/native/$system" -type f \( -name baseline -o -name baseline.exe \))
version=$(bash eng/version.sh)
version=${version:-$(dotnet msbuild src/Baseline.Cli -getProperty:Version)}
npm ci --prefix eng/sbom --silent
node eng/sbom/sbom.mjs "$binary" "$system" "$version" "$(git rev-parse HEAD)" "$(git show -s --format=%cI HEAD)" \
  "artifacts/sbom/baseline-$system.cdx.json"
