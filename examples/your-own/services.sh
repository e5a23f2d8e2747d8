#!/bin/sh
# The seven services by hand, each a process with a port and a directory of its own: services.sh start | status | stop.
set -eu
here=$(CDPATH='' cd -- "$(dirname "$0")" && pwd)
. "$here/env.sh"
lib=${ALLUVIUM_LIB:-$here/../../app/target/dist/lib}

each() {
  for pair in registry-service:7421 serving-service:7422 evaluator-service:7423 trainer-service:7424 \
    accumulator-job:7425 cleaning-stream:7426 ingest-service:7427; do
    "$1" "${pair%:*}" "${pair#*:}"
  done
}

start() {
  mkdir -p "$ALLUVIUM_DATA/$1"
  PORT=$2 OMP_WAIT_POLICY=PASSIVE nohup java -Xmx512m -XX:+UseSerialGC -jar "$lib/$1"-*.jar \
    --config "$here/alluvium.yaml" --data "$ALLUVIUM_DATA/$1" >"$ALLUVIUM_DATA/$1/log" 2>&1 &
  echo $! >"$ALLUVIUM_DATA/$1/pid"
  echo "$1: port $2, process $!, log $ALLUVIUM_DATA/$1/log"
}

status() {
  printf '%-18s %s\n' "$1" "$(curl -s "http://127.0.0.1:$2/health/ready" || echo "does not answer on port $2")"
}

stop() {
  pid=$(cat "$ALLUVIUM_DATA/$1/pid" 2>/dev/null) && kill "$pid" 2>/dev/null && echo "$1: stops" || echo "$1: does not run"
}

case ${1:-} in
  start | status | stop) each "$1" ;;
  *) echo "usage: $0 start | status | stop" >&2; exit 2 ;;
esac
