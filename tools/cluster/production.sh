# Read by trial.sh: profile production, a workload per service, against a broker and an S3 server that are pods too (outside.yaml).
services="ingest cleaning accumulator trainer evaluator registry serving"
values=(--set profile=production --set kafka.bootstrapServers=kafka:9092 --set kafka.replicationFactor=1 --set kafka.partitions=3
  --set objectStore.endpoint=http://s3:9000 --set objectStore.existingSecret=alluvium-s3 --set trust.existingSecret=alluvium-trust
  --set auth.existingSecret="$base-token" -f "$here/production-values.yaml")

# As docs/kubernetes.md makes them.
secrets() {
  local name keys=$work/keys
  mkdir "$keys"
  for name in trainer evaluator registry; do
    openssl genpkey -algorithm ed25519 -outform DER | base64 -w0 >"$keys/$name.key"
    base64 -d "$keys/$name.key" | openssl pkey -inform DER -pubout -outform DER | base64 -w0 >"$keys/$name.pub"
  done
  openssl rand -base64 32 >"$keys/fact-names.key"
  k create secret generic alluvium-trust --from-file="$keys"
  k create secret generic "$base-token" --from-literal=token="$(openssl rand -hex 24)"
  k create secret generic alluvium-s3 --from-literal=access-key=trial --from-literal=secret-key=trial-secret
}
outside() {
  sed "s|@IMAGE@|$image|" "$here/outside.yaml" | k apply -f -
  rolled_out statefulset/kafka
  rolled_out statefulset/s3
}
workload() { k get statefulset,deployment -l "app.kubernetes.io/component=$1" -o name | head -n 1; }
pods() { k get pods -l "app.kubernetes.io/instance=$release,app.kubernetes.io/component=$1" -o name; }
kill_all() { # SERVICE: every pod of it
  local pod
  for pod in $(pods "$1"); do kill_process "${pod#pod/}"; done
  rolled_out "$(workload "$1")"
}
delete_broker() {
  k delete pod kafka-0
  rolled_out statefulset/kafka
  k wait --for=condition=Ready pod -l app.kubernetes.io/part-of=alluvium --timeout=300s
}
nothing_left() { # but volumes, what the trial made itself, and the pod of helm test, which Helm leaves
  local left
  left=$(k get all,configmap,secret,serviceaccount,networkpolicy,poddisruptionbudget -l "app.kubernetes.io/instance=$release,app.kubernetes.io/component!=test" -o name)
  echo "$left"
  [ -z "$left" ]
}

step "Secrets for keys, token and store" secrets
step "a client pod" client
step "a broker and an S3 server as pods" outside
step "helm install --wait: the pods of all seven services are ready" install
memory
step "helm test" helm test "$release" -n "$namespace" --logs
a_round
for service in $services; do
  step "$service killed: ready again" kill_all "$service"
done
step "nothing is lost" knows
step "another record is taken" takes 1 "Garden tools and gloves"
step "the broker deleted: every pod is ready again" delete_broker
step "another record is taken" takes 2 "Winter curtains, pressed"
step "helm upgrade with another value: rolled out" upgrade --set config.trainer.threads=1
step "nothing is lost" knows
step "helm rollback" helm rollback "$release" 1 -n "$namespace" --wait --timeout "$timeout"
step "nothing is lost" knows
step "helm test" helm test "$release" -n "$namespace" --logs
memory
step "helm uninstall" helm uninstall "$release" -n "$namespace" --wait
step "nothing is left but the volumes" until_true 60 nothing_left
