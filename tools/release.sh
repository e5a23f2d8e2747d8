#!/usr/bin/env bash
# Makes a release of what is committed: chart and images by version and digest, bills of materials, what changed, checksums. It pushes,
# tags and commits nothing. Needs git, Maven, a JDK and what tools/images/base.sh needs; Python and Helm are not needed.
#
# usage: release.sh VERSION [OUT]     to OUT (default: target/release/VERSION); `make release VERSION=1.2.0`
#   REGISTRY=registry.example.com/ml  before the images' names (default: none)
#   BUILT=DIR                         a checkout in which `mvn -Pdist,images -Drevision=VERSION` was run, in place of building one
set -euo pipefail

home=$(cd "$(dirname "$0")/.." && pwd)
version=${1:-}
fail() { echo "release: $*" >&2; exit 1; }
[[ $version =~ ^[0-9]+\.[0-9]+\.[0-9]+(-[0-9A-Za-z.-]+)?$ ]] ||
  fail "VERSION=$version: must be MAJOR.MINOR.PATCH, with -NAME for a preview, such as 1.2.0 or 1.2.0-rc.1"
out=${2:-$home/target/release/$version}
prefix=${REGISTRY:+$REGISTRY/}alluvium
cd "$home"
[ -z "$(git status --porcelain)" ] || fail "there are changes that are not committed; a release is made of a commit"
[ ! -e "$out" ] || fail "$out exists; remove it, or name another OUT"
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
commit=$(git rev-parse HEAD)
mkdir -p "$work/source" "$work/out/images" "$work/out/sbom"
git archive HEAD | tar -x -C "$work/source"

if [ -z "${BUILT:-}" ]; then
  BUILT=$work/source
  (cd "$BUILT" && tools/images/base.sh tools/images/target/base.tar &&
    mvn -B -ntp -Pdist,images -pl app -am "-Drevision=$version" "-Dimage.prefix=$prefix" package)
fi

# Images: NAME:VERSION and the digest that a registry gives them.
modules="app ingest-service cleaning-stream accumulator-job trainer-service evaluator-service registry-service serving-service"
for module in $modules; do
  name=$prefix-$module; [ "$module" != app ] || name=$prefix
  tar=$BUILT/$module/target/image.tar
  [ -f "$tar" ] || fail "there is no $tar; build it by mvn -Pdist,images -Drevision=$version"
  tar -xOf "$tar" manifest.json | grep -q "\"$name:$version\"" ||
    fail "$tar does not hold $name:$version but $(tar -xOf "$tar" manifest.json | grep -o '"RepoTags":\[[^]]*\]')"
  cp "$tar" "$work/out/images/$(basename "$name")-$version.tar"
  echo "$name:$version@$(cat "$BUILT/$module/target/image.digest")" >>"$work/out/images.txt"
  for sbom in "$BUILT/$module"/target/sbom/*.json; do
    [ ! -f "$sbom" ] || cp "$sbom" "$work/out/sbom/"
  done
done
rmdir "$work/out/sbom" 2>/dev/null || true

# The chart names this version; digests.yaml pins its images, for `helm install -f`.
cp -r "$work/source/helm/alluvium" "$work/alluvium"
sed -i -e "s/^version: .*/version: $version/" -e "s/^appVersion: .*/appVersion: $version/" "$work/alluvium/Chart.yaml"
sed -i "0,/^  repository: alluvium$/s||  repository: $prefix|" "$work/alluvium/values.yaml"
when=$(git show -s --format=%ct HEAD)
tar --sort=name "--mtime=@$when" --owner=0 --group=0 --numeric-owner --mode=u=rwX,go=rX -C "$work" -c alluvium | gzip -n >"$work/out/alluvium-$version.tgz"
digest() { sed -n "s|^$1:$version@||p" "$work/out/images.txt"; }
{
  echo "# The images of $version by digest: helm install NAME alluvium-$version.tgz -f digests.yaml"
  echo "image:"
  echo "  repository: $prefix"
  echo "  digest: $(digest "$prefix")"
  echo "services:"
  for module in $modules; do
    [ "$module" = app ] || printf '  %s:\n    image:\n      digest: %s\n' "${module%%-*}" "$(digest "$prefix-$module")"
  done
} >"$work/out/digests.yaml"

# What changed: the version's section of CHANGELOG.md, or what is to become it.
when_day=$(date -u -d "@$when" +%F)
changes=$(awk -v version="## $version, " '/^## / { inside = index($0, version) == 1 } inside' "$work/source/CHANGELOG.md")
[ -n "$changes" ] || changes=$(CHANGES_HOME=$work/source tools/changes.sh "$version" "$when_day") || fail "nothing says what changed"
printf '%s\n\ncommit %s\n' "$changes" "$commit" >"$work/out/CHANGES.md"

(cd "$work/out" && find . -type f ! -name SHA256SUMS | LC_ALL=C sort | sed 's|^\./||' | xargs -d '\n' sha256sum >SHA256SUMS)
mkdir -p "$(dirname "$out")"
mv "$work/out" "$out"
cat "$out/images.txt"
cat <<NEXT
in $out: $(find "$out" -type f | wc -l) files, $(du -sm "$out" | cut -f1) MiB; \`sha256sum -c SHA256SUMS\` checks them
next, yours: push the images (skopeo copy docker-archive:…), the chart (helm push), tag $commit; \`make changelog\`, if it was not run before
NEXT
