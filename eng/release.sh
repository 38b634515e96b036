#!/usr/bin/env bash
# Makes all files of a release in artifacts/release/VERSION: eng/release.sh 1.2.3. Nothing is tagged or published: the commands that do
# are printed at the end, and so is what this machine could not build. docs/releasing.md says how to prepare it.
set -euo pipefail
cd "$(dirname "$0")/.."
version=$(bash eng/version.sh "v${1:?the version is missing: eng/release.sh 1.2.3}")
export BASELINE_TAG=v$version
[ -z "$(git status --porcelain)" ] || { echo "The work tree has changes that are not committed." >&2; exit 1; }

release=artifacts/release/$version
rm -rf "$release"
mkdir -p "$release"
bash eng/notes.sh "$version" >"$release/notes.md"

host=$(dotnet --info | awk '$1 == "RID:" { print $2; exit }')
missing=()
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

# The same files give the same archive.
archive() {
  cp LICENSE "$1"
  tar --sort=name --owner=0 --group=0 --numeric-owner --mtime="$(git show -s --format=%cI HEAD)" -C "$1" -cf - . \
    | gzip -n >"$release/baseline-$version-$2.tar.gz"
}

# A native binary is built on its own system.
bash eng/native.sh "$host"
mkdir "$work/native"
cp "artifacts/native/$host/baseline" "$work/native"
archive "$work/native" "$host"
for system in linux-x64 linux-arm64 osx-x64 osx-arm64 win-x64; do
  [ "$system" = "$host" ] || missing+=("the native binary for $system: run bash eng/native.sh $system there")
done

# The .NET tool; its form for every system is an archive too, for who has the runtime and no tools.
bash eng/pack.sh
cp artifacts/packages/*.nupkg "$release"
mkdir "$work/any"
unzip -q "$release"/baseline-cli.any.*.nupkg 'tools/*' -d "$work/unpacked"
cp -R "$work"/unpacked/tools/net10.0/any/. "$work/any"
printf '%s\n' '#!/usr/bin/env bash' 'exec dotnet "$(dirname "$(readlink -f "$0")")/baseline.dll" "$@"' >"$work/any/baseline"
chmod +x "$work/any/baseline"
archive "$work/any" any

if bash eng/container.sh "$host"; then
  gzip -nc "artifacts/container/baseline-$host.tar" >"$release/baseline-$version-$host-image.tar.gz"
else
  missing+=("the container image: its base could not be had")
fi
if bash eng/sbom.sh "$host"; then
  cp "artifacts/sbom/baseline-$host.cdx.json" "$release/baseline-$version-$host.cdx.json"
else
  missing+=("the list of what the binary is made of: Node.js and its packages could not be had")
fi

sed "s/^version=@VERSION@$/version=$version/" eng/install.sh >"$release/install.sh"
(cd "$release" && sha256sum -- *.tar.gz *.nupkg *.cdx.json install.sh 2>/dev/null >SHA256SUMS || true)
[ -s "$release/SHA256SUMS" ]
# What was made installs, and is this version.
bash "$release/install.sh" --to "$work/bin" | grep -qx "baseline $version"

echo "Made in $release:"
(cd "$release" && ls)
if [ "${#missing[@]}" -gt 0 ]; then
  echo "Not made here:"
  printf '  %s\n' "${missing[@]}"
fi
cat <<END
To publish it:
  git tag -a v$version -m "baseline $version" && git push origin v$version
  gh release create v$version --notes-file $release/notes.md $release/*
  dotnet nuget push '$release/*.nupkg' --source FEED
END
