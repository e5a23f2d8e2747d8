#!/bin/sh
# The seven services by hand, each a process with a port and a directory of its own: services.sh start | status | stop.
set -eu
here=$(CDPATH='' cd -- "$(dirname "$0")" && pwd)
. "$here/env.sh"
lib=${ALLUVIUM_LIB:-$here/../../app/target/dist/lib}
java=${JAVA_HOME:+$JAVA_HOME/bin/}java

each() {
  for pair in registry-service:7421 serving-service:7422 evaluator-service:7423 trainer-service:7424 \
    accumulator-job:7425 cleaning-stream:7426 ingest-service:7427; do
    "$1" "${pair%:*}" "${pair#*:}"
  done
}

# Whether it runs, and then $pid: a number that was left behind may be another program's by now.
runs() {
  pid=$(cat "$ALLUVIUM_DATA/$1/pid" 2>/dev/null) && ps -o args= -p "$pid" 2>/dev/null | grep -q -- "-jar .*$1"
}

start() {
  if runs "$1"; then
    echo "$1: runs already, process $pid"
    return
  fi
  mkdir -p "$ALLUVIUM_DATA/$1"
  PORT=$2 OMP_WAIT_POLICY=PASSIVE nohup "$java" -Xmx512m -XX:+UseSerialGC -jar "$lib/$1"-*.jar \
    --config "$here/alluvium.yaml" --data "$ALLUVIUM_DATA/$1" >"$ALLUVIUM_DATA/$1/log" 2>&1 &
  echo $! >"$ALLUVIUM_DATA/$1/pid"
  echo "$1: port $2, process $!, log $ALLUVIUM_DATA/$1/log"
}

built() {
  [ -f "$(echo "$lib/$1"-*.jar)" ] || {
    echo "services.sh: no $1 in $lib; \`./alluvium --version\` builds it" >&2
    exit 1
  }
}

status() {
  printf '%-18s %s\n' "$1" "$(curl -s "http://127.0.0.1:$2/health/ready" || echo "does not answer on port $2")"
}

stop() {
  if runs "$1"; then
    kill "$pid" || :
    echo "$1: stops"
  else
    echo "$1: does not run"
  fi
}

ended() {
  while runs "$1"; do sleep 1; done
}

case ${1:-} in
  start)
    each built
    each start
    ;;
  status) each status ;;
  stop)
    each stop
    each ended
    ;;
  *) echo "usage: $0 start | status | stop" >&2; exit 2 ;;
esac
