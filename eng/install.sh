#!/usr/bin/env bash
# Installs baseline from the files of a release, once the checksum of its archive is right.
#
#   bash install.sh [--from PLACE] [--to FOLDER] [--checksum SHA256]
#
#   --from      the address or folder with the release's files (default: the folder that this script is in)
#   --to        where the command `baseline` goes (default: ~/.local/bin); its files go into FOLDER/baseline-VERSION
#   --checksum  the archive's checksum, from a place that you trust more than PLACE; without it the one in PLACE/SHA256SUMS
set -euo pipefail
version=@VERSION@
from=$(cd "$(dirname "${BASH_SOURCE[0]:-.}")" && pwd)
to=${HOME:-}/.local/bin
checksum=

fail() {
  echo "install.sh: $1" >&2
  exit 1
}

while [ $# -gt 0 ]; do
  case $1 in
    --from | --to | --checksum)
      [ $# -gt 1 ] || fail "$1 needs a value."
      case $1 in
        --from) from=${2%/} ;;
        --to) to=$2 ;;
        --checksum) checksum=$2 ;;
      esac
      shift 2
      ;;
    *) fail "unknown option $1. It takes --from PLACE, --to FOLDER and --checksum SHA256." ;;
  esac
done
[[ $version =~ ^[0-9]+\.[0-9]+\.[0-9]+ ]] || fail "this is the script of the repository. Take the one that is among a release's files."

case $(uname -s)-$(uname -m) in
  Linux-x86_64) system=linux-x64 ;;
  Linux-aarch64) system=linux-arm64 ;;
  Darwin-x86_64) system=osx-x64 ;;
  Darwin-arm64) system=osx-arm64 ;;
  *) system=any ;;
esac

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
take() {
  case $from in
    https://*) curl --fail --silent --show-error --location --proto '=https' --retry 3 --output "$work/$1" "$from/$1" ;;
    *://*) fail "$from does not begin with https://." ;;
    *) cp "$from/$1" "$work/$1" ;;
  esac
}
sum() {
  if command -v sha256sum >/dev/null; then sha256sum "$1"; else shasum -a 256 "$1"; fi | cut -d ' ' -f 1
}
listed() {
  awk -v name="$1" '$2 == name || $2 == "*" name { print $1 }' "$work/SHA256SUMS"
}

take SHA256SUMS || fail "there is no SHA256SUMS in $from."
archive=baseline-$version-$system.tar.gz
if [ -z "$(listed "$archive")" ]; then
  # The form for every system needs the .NET runtime.
  archive=baseline-$version-any.tar.gz
  command -v dotnet >/dev/null || fail "the release has no binary for $system, and the form for every system needs the .NET runtime."
fi
checksum=${checksum:-$(listed "$archive")}
[[ $checksum =~ ^[0-9a-f]{64}$ ]] || fail "no checksum of $archive is known, so it is not installed."
take "$archive" || fail "there is no $archive in $from."
[ "$(sum "$work/$archive")" = "$checksum" ] || fail "$archive has not the checksum $checksum, so it is not installed."

mkdir -p "$to"
rm -rf "$to/baseline-$version"
mkdir "$to/baseline-$version"
tar -xzf "$work/$archive" -C "$to/baseline-$version"
ln -sf "baseline-$version/baseline" "$to/baseline"
"$to/baseline" --version
case :$PATH: in
  *:"$to":*) ;;
  *) echo "Put $to on your PATH." ;;
esac
