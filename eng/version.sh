#!/usr/bin/env bash
# Prints the version of a release: the tag vX.Y.Z of this commit, or the one in BASELINE_TAG, which eng/release.sh sets. Prints nothing where there is none, so that the build keeps
# the version of the project, which says that it is no release; the same in a clone without tags and in an archive without .git.
set -euo pipefail
cd "$(dirname "$0")/.."
tag=${1:-${BASELINE_TAG:-$(git tag --points-at HEAD --list 'v[0-9]*' --sort=-version:refname 2>/dev/null | head -n 1 || true)}}
[ -n "$tag" ] || exit 0
if ! [[ "$tag" =~ ^v[0-9]+\.[0-9]+\.[0-9]+(-[0-9A-Za-z]+(\.[0-9A-Za-z]+)*)?$ ]]; then
  echo "The tag $tag is no version: v1.2.3, or v1.2.3-rc.1 for one before it." >&2
  exit 1
fi
echo "${tag#v}"
