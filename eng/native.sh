#!/usr/bin/env bash
# Publishes the native binary of one system (linux-x64 if none is said) to artifacts/native/SYSTEM, and, where it can run here,
# shows that it says and writes the same bytes as the managed tool.
set -euo pipefail
cd "$(dirname "$0")/.."
system=${1:-linux-x64}
out=artifacts/native/$system
version=$(bash eng/version.sh)

# Two steps: the version must not reach the restore, because a lock holds the versions of projects too.
dotnet restore src/Baseline.Cli -p:RuntimeIdentifier="$system"
dotnet publish src/Baseline.Cli --no-restore -c Release -r "$system" -o "$out" \
  -warnaserror -p:TrimmerSingleWarn=false ${version:+-p:Version="$version"}
find "$out" -type f ! -name 'baseline' ! -name 'baseline.exe' -delete # one file is the whole tool

host=$(dotnet --info | awk '$1 == "RID:" { print $2; exit }')
if [ "$host" != "$system" ]; then
  echo "Published $out. This machine is $host, so it was not run."
  exit 0
fi
bash eng/same.sh "$out/baseline"
