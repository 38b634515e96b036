#!/usr/bin/env bash
# Packs the dotnet tool to artifacts/packages: the package that names the others, the native one of this machine's system (or
# of the one that is said), and the managed one for every other system. Then shows, where this machine can, that what was
# packed installs from that folder, and that both forms plan an example.
set -euo pipefail
cd "$(dirname "$0")/.."
packages=artifacts/packages
rm -rf "$packages"
version=$(bash eng/version.sh)
host=$(dotnet --info | awk '$1 == "RID:" { print $2; exit }')
system=${1:-$host}
# Each restore apart from its pack: the version must not reach it, because a lock holds the versions of projects too.
pack() { dotnet pack src/Baseline.Cli --no-restore -c Release ${version:+-p:Version="$version"} "$@"; }

dotnet restore src/Baseline.Cli
pack
dotnet restore src/Baseline.Cli -p:RuntimeIdentifier="$system"
pack -r "$system"
dotnet restore src/Baseline.Cli -p:RuntimeIdentifier=any
pack -r any

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
plans() { "$@" --version && "$@" plan --estate examples/conformity/estate.json | grep -q '^Plan: '; }

unzip -q "$packages"/baseline-cli.any.*.nupkg -d "$work/managed"
plans dotnet "$work/managed/tools/net10.0/any/baseline.dll"
if [ "$host" != "$system" ]; then
  echo "This machine is $host, so the package for $system was not installed."
  exit 0
fi
# With a cache of its own: one that another build of this version left behind must not be what is installed.
NUGET_PACKAGES="$work/cache" dotnet tool install baseline-cli --tool-path "$work/tool" --source "$packages" --prerelease
plans "$work/tool/baseline"
echo "The tool installs, and plans in both forms."
