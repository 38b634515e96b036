#!/usr/bin/env bash
# Builds the container image of one system (linux-x64 if none is said) with the SDK alone, as an archive that `docker load`
# reads: artifacts/container/baseline-SYSTEM.tar. Another base than the project's: eng/container.sh SYSTEM BASE
set -euo pipefail
cd "$(dirname "$0")/.."
system=${1:-linux-x64}
base=${2:-}
version=$(bash eng/version.sh)
archive=$PWD/artifacts/container/baseline-$system.tar
mkdir -p "$(dirname "$archive")"

dotnet restore src/Baseline.Cli -p:RuntimeIdentifier="$system"
dotnet publish src/Baseline.Cli --no-restore -c Release -r "$system" -t:PublishContainer \
  -p:ContainerArchiveOutputPath="$archive" ${base:+-p:ContainerBaseImage="$base"} ${version:+-p:Version="$version"}
