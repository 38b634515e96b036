#!/usr/bin/env bash
# Prints what CHANGELOG.md says of a version: eng/notes.sh VERSION [CHANGELOG]. Fails where it says nothing.
set -euo pipefail
version=${1:?the version is missing: eng/notes.sh 1.2.3}
changelog=${2:-$(dirname "$0")/../CHANGELOG.md}
# The section's heading is the version, perhaps with a date behind it; blank lines around the section are dropped.
notes=$(awk -v wanted="$version" '
  /^## / { inside = ($2 == wanted); next }
  inside && (started || NF) { started = 1; lines[++count] = $0; if (NF) last = count }
  END { for (line = 1; line <= last; line++) print lines[line] }' "$changelog")
if [ -z "$notes" ]; then
  echo "$changelog says nothing of $version: write a section \"## $version\"." >&2
  exit 1
fi
printf '%s\n' "$notes"
