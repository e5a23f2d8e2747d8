#!/usr/bin/env bash
# Makes the base that all images are built on, as a tar in `docker save` form: Debian's C libraries, busybox, CA certificates and
# a Java runtime that jlink makes of the JDK at hand. No registry, no daemon, no root.
# usage: base.sh OUT.tar     with apt-get, dpkg and a JDK 17 or newer with jmods (JAVA_HOME, or the javac in PATH)
# The same packages and the same JDK give the same bytes.
set -euo pipefail

out=$(realpath -m "${1:?usage: base.sh OUT.tar}")
java=${JAVA_HOME:-$(dirname "$(dirname "$(readlink -f "$(command -v javac)")")")}
for tool in apt-get dpkg sha256sum; do
  command -v "$tool" >/dev/null || { echo "$0: needs $tool: run it on Debian or Ubuntu, or in a container of these" >&2; exit 1; }
done
[ -d "$java/jmods" ] || { echo "$0: no jmods in $java; install a JDK (openjdk-17-jdk-headless) and set JAVA_HOME to it" >&2; exit 1; }

packages="libc6 libgcc-s1 libstdc++6 zlib1g tzdata ca-certificates busybox-static
  liblcms2-2 libjpeg62-turbo libfreetype6 libpng16-16 libbrotli1 libharfbuzz0b libglib2.0-0 libgraphite2-3 libpcre2-8-0
  libfontconfig1 libexpat1 libuuid1"
modules=java.se,jdk.attach,jdk.charsets,jdk.crypto.ec,jdk.httpserver,jdk.jcmd,jdk.jfr,jdk.management,jdk.naming.dns,jdk.net,jdk.security.auth,jdk.unsupported,jdk.zipfs

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
mkdir -p "$work"/{debs,image,system/{tmp,proc,sys,dev,etc/ssl/certs,data,config,usr/bin},runtime/opt}

# shellcheck disable=SC2086
(cd "$work/debs" && apt-get download -q $packages >/dev/null)
for deb in "$work"/debs/*.deb; do
  dpkg -x "$deb" "$work/system"
done
rm -rf "$work"/system/usr/share/{doc,man,locale,lintian,bug,bash-completion}
find "$work/system/usr/share/ca-certificates" -name '*.crt' | LC_ALL=C sort | xargs cat >"$work/system/etc/ssl/certs/ca-certificates.crt"
for applet in $("$work/system/bin/busybox" --list); do
  [ -e "$work/system/bin/$applet" ] || ln -s busybox "$work/system/bin/$applet"
done
chmod 1777 "$work/system/tmp"
printf 'root:x:0:0:root:/:/sbin/nologin\nnonroot:x:65532:65532::/tmp:/sbin/nologin\n' >"$work/system/etc/passwd"
printf 'root:x:0:\nnonroot:x:65532:\n' >"$work/system/etc/group"

"$java/bin/jlink" --module-path "$java/jmods" --add-modules "$modules" --strip-java-debug-attributes --no-header-files \
  --no-man-pages --output "$work/runtime/opt/java"
# Debian's JDK has a link here, to certificates that only an installed package makes.
rm -f "$work/runtime/opt/java/lib/security/cacerts"
cp -L "$java/lib/security/cacerts" "$work/runtime/opt/java/lib/security/cacerts"
find "$work/runtime" -name '*.jsa' -delete

layer() { # NAME TAR-OPTIONS: one layer; the directory /data belongs to the user of the images
  tar --sort=name --mtime=@0 --owner=0 --group=0 --numeric-owner --exclude=./data -C "$work/$1" -cf "$work/image/$1.tar" .
}
layer runtime
layer system
tar --mtime=@0 --owner=65532 --group=65532 --numeric-owner -C "$work/system" -rf "$work/image/system.tar" ./data
digest() { sha256sum "$work/image/$1.tar" | cut -d' ' -f1; }

architecture=$(dpkg --print-architecture)
cat >"$work/image/config.json" <<JSON
{"architecture":"$architecture","os":"linux","created":"1970-01-01T00:00:00Z","config":{"Env":["PATH=/opt/java/bin:/usr/bin:/bin","JAVA_HOME=/opt/java","LANG=C.UTF-8","LC_ALL=C.UTF-8"],"User":"65532:65532"},"rootfs":{"type":"layers","diff_ids":["sha256:$(digest system)","sha256:$(digest runtime)"]},"history":[{"created":"1970-01-01T00:00:00Z","created_by":"Debian packages: $(cd "$work/debs" && echo *.deb)"},{"created":"1970-01-01T00:00:00Z","created_by":"jlink $modules"}]}
JSON
printf '[{"Config":"config.json","RepoTags":["alluvium-base:local"],"Layers":["system.tar","runtime.tar"]}]' >"$work/image/manifest.json"
mkdir -p "$(dirname "$out")"
tar --sort=name --mtime=@0 --owner=0 --group=0 --numeric-owner -C "$work/image" -cf "$out" config.json manifest.json runtime.tar system.tar
echo "$out: $(du -m "$out" | cut -f1) MiB, sha256 $(sha256sum "$out" | cut -d' ' -f1)"
