# Read by trial.sh: profile single, one pod on one volume.
pod=$base-0

token() { k get secret "$base-token" -o jsonpath='{.data.token}'; }
same_token() { [ "$(token)" = "$first_token" ]; }
volume() { k get pvc "data-$pod" -o jsonpath='{.spec.volumeName}'; }
same_volume() { [ "$(volume)" = "$first_volume" ]; }
uid() { k get pod "$pod" -o jsonpath='{.metadata.uid}'; }
other_pod_since() { [ "$(uid)" != "$1" ]; }
delete_pod() { local before; before=$(uid); k delete pod "$pod"; until_true 60 other_pod_since "$before"; ready "$pod"; }
upgrade_restarts() { # its arguments change a value that the process reads
  local before; before=$(uid)
  upgrade "$@"
  other_pod_since "$before"
}
json_logs() { # one object per line, nothing else
  k logs "$pod" >"$work/log"
  [ "$(wc -l <"$work/log")" -gt 10 ]
  ! grep -v '^{.*}$' "$work/log"
}
fails_and_is_mended() { # an upgrade whose pod cannot start, and the next one, which can
  if helm upgrade "$release" "$chart" -n "$namespace" "${more[@]}" --set jvm.options=-Xmx1m --wait --timeout 30s; then return 1; fi
  upgrade
}

step "helm install --wait: the pod is ready" install
step "helm test" helm test "$release" -n "$namespace" --logs
step "a client pod" client
first_token=$(token) first_volume=$(volume)
a_round
step "kubectl logs is JSON alone" json_logs
step "kubectl delete pod: another one is ready" delete_pod
step "nothing is lost" knows
step "another record is taken" takes 1 "Garden tools and gloves"
step "kill -9: restarted and ready" kill_process "$pod"
step "nothing is lost" knows
step "another record is taken" takes 2 "Winter curtains, pressed"
step "helm upgrade with another value: another pod is ready" upgrade_restarts --set logging.format=text
step "nothing is lost" knows
step "helm upgrade that cannot start, and one that mends it" fails_and_is_mended
step "helm uninstall" helm uninstall "$release" -n "$namespace" --wait
step "helm install on the same volume" install
step "the volume is the same" same_volume
step "the token is the same" same_token
step "it answers what it learnt" knows
memory
step "helm uninstall" helm uninstall "$release" -n "$namespace" --wait
