#!/usr/bin/env bash
# Gives Jazzer's inputs to what reads strangers' bytes: tools/fuzz.sh [SECONDS] [TARGET...]
#   SECONDS  for each target (default: 600)
#   TARGET   of FuzzTarget, in lower case: record, file, cleaning, safetensors, pickle, gguf, tokenizer, template, request (default: all)
#
# Begins with the corpus in app/src/test/fuzz and what an earlier run found; goes on in app/target/fuzz/TARGET. An input that breaks a
# reader is kept there as crash-…, timeout-… or oom-…; once the reader is mended, it belongs into app/src/test/fuzz/TARGET, which
# every build reads again. Ends with status 1 if there was any. Needs what a build needs; Jazzer comes from Maven Central.
set -euo pipefail
cd "$(dirname "$0")/.."
case ${1:-} in -h | --help) sed -n '2,/^set/s/^# \?//p' "$0" | sed '$d'; exit 0 ;; esac
seconds=600
if [[ ${1:-} =~ ^[0-9]+$ ]]; then seconds=$1; shift; fi
targets=("$@")
[ $# -gt 0 ] || for each in app/src/test/fuzz/*/; do targets+=("$(basename "$each")"); done
for target in "${targets[@]}"; do
  [ -d "app/src/test/fuzz/$target" ] || { echo "$0: no target $target; there are: $(ls app/src/test/fuzz | tr '\n' ' ')" >&2; exit 2; }
done

version=0.24.0
lib=$PWD/app/target/fuzz/lib
mvn -B -ntp -q -pl app -am -DskipTests package
for artifact in jazzer jazzer-api; do
  [ -f "$lib/$artifact-$version.jar" ] ||
    mvn -B -ntp -q dependency:copy -N "-Dartifact=com.code-intelligence:$artifact:$version" "-DoutputDirectory=$lib"
done

found=0
for target in "${targets[@]}"; do
  work=$PWD/app/target/fuzz/$target
  mkdir -p "$work/corpus" "$work/tmp"
  printf '%-12s ' "$target"
  # One fault ends libFuzzer: what stands behind it is found once it is mended.
  if java -Xmx1g -Xss1m -XX:+UseSerialGC -Dai.djl.offline=true "-Djava.io.tmpdir=$work/tmp" "-Dfuzz.target=${target^^}" \
    -cp "$lib/*:$PWD/app/target/test-classes:$PWD/app/target/dist/lib/*" com.code_intelligence.jazzer.Jazzer \
    --target_class=dev.alluvium.fuzz.Fuzz '--instrumentation_includes=dev.alluvium.**' "--reproducer_path=$work" \
    -max_total_time="$seconds" -timeout=60 -rss_limit_mb=4000 -max_len=65536 -print_final_stats=1 "-artifact_prefix=$work/" \
    "$work/corpus" "$PWD/app/src/test/fuzz/$target" > "$work/log" 2>&1; then
    awk '/^#.*cov:/ { cov = $4 } /number_of_executed_units/ { n = $2 } END { printf "%d inputs in '"$seconds"' s, %d places reached, no fault\n", n, cov }' "$work/log"
  else
    found=1
    grep -m 1 -E '== Java Exception|ERROR:|libFuzzer:' "$work/log" || tail -n 3 "$work/log"
    ls -t "$work"/crash-* "$work"/timeout-* "$work"/oom-* 2> /dev/null | head -n 1 || :
  fi
  rm -rf "$work/tmp"
done
exit "$found"
