#!/usr/bin/env bash
# Collects the files of changes/ into the section of a version in CHANGELOG.md. changes/README.md says their form.
#
# usage: changes.sh --check             fails where a file of changes/ has not the form, naming each
#        changes.sh VERSION [DATE]      prints the section of VERSION (DATE: yyyy-mm-dd, default: today): the files, and what
#                                       CHANGELOG.md already says under "## VERSION (in preparation)"
#        changes.sh --write VERSION [DATE]   writes it into CHANGELOG.md and removes the files
set -euo pipefail

cd "${CHANGES_HOME:-$(dirname "$0")/..}"
kinds="added changed fixed removed security"
fail() { echo "changes: $*" >&2; exit 1; }

files() { find changes -type f ! -name README.md | LC_ALL=C sort; }

check() {
  local file name problems=0 wrong
  while read -r file; do
    name=${file#changes/}
    wrong=""
    [[ $name =~ ^[a-z0-9]+(-[a-z0-9]+)*\.(added|changed|fixed|removed|security)\.md$ ]] ||
      wrong="the name must be what-it-is-about.KIND.md with KIND one of $kinds; rename the file"
    [ -n "$wrong" ] || grep -q '[^[:space:]]' "$file" || wrong="it is empty; say in a sentence what is different for a user"
    [ -n "$wrong" ] || ! grep -qE '^([#*+-] |#+$|#+ |$)' "$file" ||
      wrong="it must be one paragraph without heading, list or blank line; write sentences"
    [ -n "$wrong" ] || tail -n 1 "$file" | grep -qE '[.)]$' || wrong="its last line must end with a full stop; end the sentence"
    if [ -n "$wrong" ]; then
      echo "changes: $file: $wrong" >&2
      problems=1
    fi
  done < <(files)
  return $problems
}

# The lines under a heading "### KIND" of what CHANGELOG.md prepares for the version, without blank lines around them.
prepared() {
  awk -v version="## $1 (in preparation)" -v kind="### $2" '
    /^## / { inside = $0 == version; wanted = 0; next }
    inside && /^### / { wanted = $0 == kind; next }
    inside && wanted && NF { print }' CHANGELOG.md
}

section() {
  local version=$1 date=$2 kind title file
  echo "## $version, $date"
  for kind in $kinds; do
    title=${kind^}
    {
      for file in $(files | grep "\.$kind\.md$" || true); do
        sed -e '1s/^/- /' -e '2,$s/^ */  /' "$file"
      done
      prepared "$version" "$title"
    } >"$work/$kind"
    if [ -s "$work/$kind" ]; then
      printf '\n### %s\n' "$title"
      cat "$work/$kind"
    fi
  done
}

mode=print
case ${1:-} in
  --check) check; exit ;;
  --write) mode=write; shift ;;
esac
version=${1:-}
[[ $version =~ ^[0-9]+\.[0-9]+\.[0-9]+(-[0-9A-Za-z.-]+)?$ ]] ||
  fail "VERSION=$version: must be MAJOR.MINOR.PATCH, with -NAME for a preview, such as 1.2.0 or 1.2.0-rc.1"
! grep -q "^## ${version//./\\.}, " CHANGELOG.md || fail "CHANGELOG.md has $version already; choose the next version"
check || fail "mend the files above first"
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
section "$version" "${2:-$(date -u +%F)}" >"$work/section"
grep -q '^[-]' "$work/section" || fail "there is nothing in changes/; a release says what is different"
if [ $mode = print ]; then
  cat "$work/section"
  exit
fi
# The section goes in the place of what was prepared, or before the newest version.
awk -v prepared="## $version (in preparation)" -v section="$work/section" '
  function put() { while ((getline line < section) > 0) print line; print ""; done = 1 }
  $0 == prepared { put(); skip = 1; next }
  /^## / { if (!done) put(); skip = 0 }
  !skip { print }
  END { if (!done) { print ""; put() } }' CHANGELOG.md >"$work/changelog"
cp "$work/changelog" CHANGELOG.md
files | xargs -r rm
echo "CHANGELOG.md has $version; commit it with the removed files"
