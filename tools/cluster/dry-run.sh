#!/usr/bin/env bash
# Asks the API server of $KUBECONFIG whether it would take what the chart makes of each file in ci/: server-side dry run, in a namespace that
# enforces restricted Pod Security. Nothing runs, so that an API server with etcd is enough. Each workload's pod is tried by itself, too, for
# Pod Security refuses pods and only warns of workloads. Needs kubectl, helm and python3 with PyYAML.
# usage: dry-run.sh [VALUES-FILE...]
set -euo pipefail

here=$(cd "$(dirname "$0")" && pwd)
chart=$here/../../helm/alluvium
namespace=alluvium-dry-run-$$
for tool in kubectl helm python3; do
  command -v "$tool" >/dev/null || { echo "$0: needs $tool in PATH" >&2; exit 2; }
done
kubectl get --raw /readyz >/dev/null || { echo "$0: no API server answers; set KUBECONFIG" >&2; exit 2; }
[ $# -gt 0 ] || set -- "$chart"/ci/*.yaml
work=$(mktemp -d)
trap 'kubectl delete namespace "$namespace" --ignore-not-found --wait=false >/dev/null 2>&1; rm -rf "$work"' EXIT
kubectl create namespace "$namespace" --dry-run=client -o yaml | kubectl apply -f - >/dev/null
# Made by a controller where there is one.
kubectl create serviceaccount default -n "$namespace" --dry-run=client -o yaml | kubectl apply -f - >/dev/null 2>&1
kubectl label --overwrite namespace "$namespace" pod-security.kubernetes.io/{enforce,warn}=restricted >/dev/null

# Pods of the templates, named after their workloads, without what a cluster must have: a dry run makes no account, and the classes are the values' own.
cat >"$work/pods.py" <<'PY'
import sys, yaml
pods = []
for manifest in yaml.safe_load_all(open(sys.argv[1])):
    template = (manifest or {}).get("spec", {}).get("template") if (manifest or {}).get("kind") in ("StatefulSet", "Deployment") else None
    if template:
        for name in ("serviceAccountName", "priorityClassName", "runtimeClassName"):
            template["spec"].pop(name, None)
        for claim in manifest["spec"].get("volumeClaimTemplates", []):
            name = claim["metadata"]["name"]
            template["spec"]["volumes"].append({"name": name, "persistentVolumeClaim": {"claimName": name}})
        pods.append({"apiVersion": "v1", "kind": "Pod", "spec": template["spec"],
                     "metadata": {**template["metadata"], "name": manifest["metadata"]["name"] + "-0", "namespace": manifest["metadata"]["namespace"]}})
yaml.safe_dump_all(pods, sys.stdout)
PY

failed=
for values in "$@"; do
  name=$(basename "$values" .yaml)
  helm template demo "$chart" -n "$namespace" -f "$values" >"$work/all.yaml"
  python3 "$work/pods.py" "$work/all.yaml" >"$work/pods.yaml"
  kubectl create --dry-run=server -n "$namespace" -o name -f "$work/all.yaml" >"$work/taken" 2>"$work/refused" || true
  kubectl create --dry-run=server -n "$namespace" -o name -f "$work/pods.yaml" >"$work/pods" 2>>"$work/refused" || true
  # Kinds of operators that are not installed are no fault of the chart, and the server warns of every headless Service.
  grep -v -e 'no matches for kind' -e 'ensure CRDs are installed' -e 'SessionAffinity is ignored for headless' "$work/refused" >"$work/faults" || true
  printf '%-20s %3d objects and %2d pods taken, %2d of operators that are not there, %d refused or warned of\n' "$name" "$(wc -l <"$work/taken")" \
    "$(wc -l <"$work/pods")" "$(grep -c 'no matches for kind' "$work/refused" || true)" "$(wc -l <"$work/faults")"
  if [ -s "$work/faults" ]; then
    sed 's/^/    /' "$work/faults"
    failed=1
  fi
done
[ -z "$failed" ]
