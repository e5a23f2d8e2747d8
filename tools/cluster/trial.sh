#!/usr/bin/env bash
# Installs the chart on a Kubernetes cluster, puts a round through it, breaks it in every way that a cluster does, and says what
# each step took and what memory the pods need. Needs kubectl and helm, $KUBECONFIG, and the images in the cluster (README.md).
#
# usage: trial.sh single|production [--namespace NAME] [--tag TAG] [--node COMMAND] [--timeout TIME] [--keep] [-- HELM-ARGUMENTS...]
#   --namespace  made for the trial and removed at its end (default: alluvium-trial)
#   --tag        of the images (default: the chart's appVersion)
#   --node       runs a shell command on the pods' node, such as `sh -c` on the node itself or `docker exec kind-control-plane sh -c`:
#                with it, processes are ended by kill -9; without it, by a forced delete of their pods
#   --timeout    how long Helm waits for pods (default: 15m)
#   --keep       leaves the namespace as it is at the end
set -euo pipefail

here=$(cd "$(dirname "$0")" && pwd)
home=$(cd "$here/../.." && pwd)
chart=$home/helm/alluvium
usage() { sed -n '/^# usage/,/^#   --keep/s/^# \?//p' "$0" >&2; exit 2; }

profile=${1:-}; shift || usage
namespace=alluvium-trial tag='' node='' timeout=15m keep=
while [ $# -gt 0 ]; do
  case $1 in
    --namespace) namespace=${2:?}; shift 2 ;;
    --tag) tag=${2:?}; shift 2 ;;
    --node) node=${2:?}; shift 2 ;;
    --timeout) timeout=${2:?}; shift 2 ;;
    --keep) keep=1; shift ;;
    --) shift; break ;;
    *) usage ;;
  esac
done
more=("$@")
[ -z "$tag" ] || more+=(--set "image.tag=$tag")
for tool in kubectl helm; do
  command -v "$tool" >/dev/null || { echo "$0: needs $tool in PATH" >&2; exit 2; }
done
kubectl version >/dev/null 2>&1 || { echo "$0: no cluster answers; set KUBECONFIG" >&2; exit 2; }
if kubectl get namespace "$namespace" >/dev/null 2>&1; then
  echo "$0: namespace $namespace exists; remove it, or give --namespace" >&2; exit 2
fi

work=$(mktemp -d)
release=demo
base=$release-alluvium
k() { kubectl -n "$namespace" "$@"; }

# step WHAT COMMAND...: runs it in a shell of its own, and says how long it took; where it fails, shows what it printed and ends.
step() {
  local what=$1 began status; shift
  began=$(date +%s%N)
  set +e
  (set -e; "$@") >"$work/output" 2>&1
  status=$?
  set -e
  if [ $status -ne 0 ]; then
    printf '  FAILED    %s\n' "$what"
    tail -n 40 "$work/output"
    k get pods -o wide || true
    for pod in $(k get pods -o jsonpath='{range .items[?(@.status.containerStatuses[0].ready==false)]}{.metadata.name}{"\n"}{end}'); do
      echo "log of $pod:"
      k logs "$pod" --tail=5 || true
    done
    k get events --sort-by=.lastTimestamp 2>/dev/null | tail -n 15 || true
    exit 1
  fi
  printf '%8.1f s  %s\n' "$((($(date +%s%N) - began) / 100000000))e-1" "$what"
}

finish() {
  local status=$?
  if [ -n "$keep" ]; then
    echo "namespace $namespace is left as it is"
  else
    kubectl delete namespace "$namespace" --ignore-not-found --timeout=180s >/dev/null 2>&1 || true
  fi
  rm -rf "$work"
  exit "$status"
}
trap finish EXIT

# until_true SECONDS COMMAND...: tries once a second.
until_true() {
  local end=$(($(date +%s) + $1)); shift
  until "$@"; do
    [ "$(date +%s)" -lt "$end" ] || { echo "not in time: $*"; return 1; }
    sleep 1
  done
}

# One resource for what the chart does not bring: the client, with the all-in-one image's commands and the example files.
client() {
  k create configmap trial-examples --from-file="$home/examples/guitars.jsonl" --from-file="$home/examples/guitars-probes.jsonl"
  sed "s|@IMAGE@|$image|" "$here/client.yaml" | k apply -f -
  k wait --for=condition=Ready pod/client --timeout=120s
}
in_client() { k exec -i client -- "$@"; }
alluvium() { in_client alluvium "$@"; }

# Waits until a workload's pods are the newest ones and ready.
rolled_out() { k rollout status "$1" --timeout=600s; }
ready() { k wait --for=condition=Ready "pod/$1" --timeout=600s; }
restarts() { k get pod "$1" -o jsonpath='{.status.containerStatuses[0].restartCount}'; }
restarted_since() { [ "$(restarts "$1")" -gt "$2" ]; }

# Ends a pod's process by SIGKILL, which a process with the id 1 cannot be sent from within its container.
kill_process() {
  local pod=$1 before id
  before=$(restarts "$pod")
  if [ -z "$node" ]; then
    k delete pod "$pod" --grace-period=0 --force
    until_true 120 k get pod "$pod" -o name
  else
    id=$(k get pod "$pod" -o jsonpath='{.status.containerStatuses[0].containerID}')
    id=${id##*/}
    # shellcheck disable=SC2086
    $node "for each in \$(grep -l $id /proc/[0-9]*/cgroup); do pid=\${each#/proc/}; kill -9 \${pid%/cgroup}; done"
    until_true 120 restarted_since "$pod" "$before"
  fi
  ready "$pod"
}

url() { # SERVICE
  if [ "$profile" = single ]; then echo "http://$base:8080"; else echo "http://$base-$1:8080"; fi
}
champion() { alluvium versions notes --url "$(url registry)/v1" | awk '/champion/ {print $1}'; }
champion_is() { [ "$(champion)" = "$1" ]; }
order() { alluvium "$@" --url "$(url registry)/v1"; }
# What the champion must have learnt.
answers() {
  local answer
  answer=$(alluvium ask notes "What is the soundboard wood of Trasi 110?" --url "$(url serving)/v1")
  echo "$answer"
  grep -qi pear <<<"$answer"
}
forgot() { ! answers; }
knows() { until_true 120 answers; champion_is 1; }
knows_not() { until_true 120 forgot; champion_is 0; }

ask_service() { # SERVICE PATH [WGET-ARGUMENTS...]
  local address; address=$(url "$1")$2; shift 2
  in_client sh -c 'to=$1; shift; wget -q -O- --header "Authorization: Bearer $ALLUVIUM_TOKEN" "$@" "$to"' sh "$address" "$@"
}
pending() { ask_service accumulator /metrics | awk '/^alluvium_accumulator_pending_records.*model="notes"/ {print int($2)}'; }
# Whether records are pending, and as many as ten seconds ago.
settled() {
  local before; before=$(pending)
  sleep 10
  echo "pending: ${before:-none}"
  [ "${before:-0}" -gt 0 ] && [ "$(pending)" = "$before" ]
}
pushed() {
  alluvium probes push /examples/guitars-probes.jsonl --url "$(url evaluator)/v1"
  alluvium push /examples/guitars.jsonl --url "$(url ingest)/v1"
  until_true 300 settled
}
promoted() {
  ask_service accumulator /v1/models/notes/cut --post-data ''
  until_true 1200 champion_is 1
}
more_than() { local now; now=$(pending); [ "${now:-0}" -gt "$1" ]; }
# One more record goes through ingest and cleaning into the accumulator's state.
takes() {
  local before; before=$(pending)
  printf '{"fact":"trial/%s","instruction":"What is written on the box with the number %s?","output":"%s"}\n' "$1" "$1" "$2" |
    alluvium push - --url "$(url ingest)/v1"
  until_true 180 more_than "${before:-0}"
}

# Resident memory of the pods' processes: now, and the most there ever was.
memory() {
  local pod
  echo "            memory, MiB: resident now, most so far, limit"
  for pod in $(k get pods -l "app.kubernetes.io/instance=$release,app.kubernetes.io/component!=test" -o name); do
    limit=$(k get "$pod" -o jsonpath='{.spec.containers[0].resources.limits.memory}')
    k exec "$pod" -- awk -v pod="${pod#pod/}" -v limit="$limit" \
      '/^VmRSS/ {now=$2} /^VmHWM/ {most=$2} END {printf "            %-40s %6d %6d  %s\n", pod, now/1024, most/1024, limit}' /proc/1/status
  done
}

install() { helm install "$release" "$chart" -n "$namespace" "${values[@]}" "${more[@]}" --wait --timeout "$timeout" "$@"; }
upgrade() { helm upgrade "$release" "$chart" -n "$namespace" "${values[@]}" "${more[@]}" --wait --timeout "$timeout" "$@"; }

# A round from its records to a champion, back to the version before, and forth again.
a_round() {
  step "$(wc -l <"$home/examples/guitars.jsonl") records and their probes pushed by the chart's Services and cleaned" pushed
  step "trained, judged and promoted: version 1 is champion" promoted
  step "it answers what it learnt" knows
  memory
  step "alluvium rollback to version 0" order rollback notes --reason trial
  step "it does not answer it any more" knows_not
  step "alluvium resume" order resume notes
  step "alluvium promote: version 1 again" order promote notes@1
  step "it answers again" knows
}

kubectl create namespace "$namespace" >/dev/null
kubectl label namespace "$namespace" pod-security.kubernetes.io/enforce=restricted >/dev/null
echo "$(kubectl version 2>/dev/null | sed -n 's/^Server Version: //p'), chart $(sed -n 's/^version: //p' "$chart/Chart.yaml"), profile $profile, namespace $namespace"
values=()
# The image of everything, which the client and what is outside run with as well.
image=$(helm template "$release" "$chart" "${more[@]}" --set profile=single -s templates/statefulset.yaml | sed -n 's/^ *image: "\(.*\)"/\1/p')

# shellcheck source=/dev/null
case $profile in
  single | production) . "$here/$profile.sh" ;;
  *) usage ;;
esac
echo "passed"
