{{/* What the schema cannot say. Each message names the value, the rule and the remedy. */}}
{{- define "alluvium.validate" -}}
{{- $production := eq .Values.profile "production" -}}
{{- range $key := list "http" "kafka" "object-store" "trust" -}}
{{- if hasKey ($.Values.config | default dict) $key -}}
{{- if $production -}}
{{- fail (printf "\n\nconfig.%s is set by the chart.\nRemedy: remove config.%s; Kafka is kafka.*, the store objectStore.*, the keys trust.existingSecret, the token auth.existingSecret." $key $key) -}}
{{- else -}}
{{- fail (printf "\n\nconfig.%s is set by the chart in profile single.\nRemedy: remove config.%s; the port is service.port, the token auth.token." $key $key) -}}
{{- end -}}
{{- end -}}
{{- end -}}
{{- if and .Values.auth.token .Values.auth.existingSecret -}}
{{- fail "\n\nauth.token and auth.existingSecret are both set; only one can hold the token.\nRemedy: remove auth.token." -}}
{{- end -}}
{{- if and (not .Values.serviceAccount.create) (not .Values.serviceAccount.name) -}}
{{- fail "\n\nserviceAccount.create is false and serviceAccount.name is empty.\nRemedy: name a ServiceAccount that exists, or let the chart make one." -}}
{{- end -}}
{{- include "alluvium.validateEnv" (dict "path" "extraEnv" "env" .Values.extraEnv "root" .) -}}
{{- if $production -}}
{{- include "alluvium.validateProduction" . -}}
{{- else -}}
{{- if or .Values.kafka.bootstrapServers .Values.objectStore.endpoint -}}
{{- fail "\n\nkafka.bootstrapServers and objectStore.endpoint are read in profile production alone; profile single runs its own.\nRemedy: set profile=production, or remove them." -}}
{{- end -}}
{{- if .Values.strimzi.enabled -}}
{{- fail "\n\nstrimzi.enabled needs a Kafka cluster of Strimzi's, and profile single runs its own broker.\nRemedy: set profile=production, or strimzi.enabled=false." -}}
{{- end -}}
{{- end -}}
{{- end -}}

{{- define "alluvium.validateEnv" -}}
{{- $own := splitList " " (include "alluvium.ownVariables" .root | trim) -}}
{{- range .env -}}
{{- if has .name $own -}}
{{- fail (printf "\n\n%s sets %s, which the chart sets.\nRemedy: remove it; the heap is jvm.options, the log logging.format, the token auth.*." $.path .name) -}}
{{- end -}}
{{- end -}}
{{- end -}}

{{/* Kubernetes refuses to change a StatefulSet's claims; where there is a cluster, say so before it does, and what helps. */}}
{{- define "alluvium.validateClaim" -}}
{{- $claims := dig "spec" "volumeClaimTemplates" (list) .found -}}
{{- if and $claims (not .root.Values.persistence.existingClaim) -}}
{{- $size := dig "spec" "resources" "requests" "storage" "" (first $claims) -}}
{{- if and $size (ne $size .root.Values.persistence.size) -}}
{{- $name := include "alluvium.fullname" .root -}}
{{- fail (printf "\n\npersistence.size=%s: the volume was made with %s, and a StatefulSet's claims cannot be changed.\nRemedy: enlarge the claim data-%s-0 (kubectl patch pvc), where its StorageClass allows it; then kubectl delete statefulset %s --cascade=orphan, and upgrade again. The pod goes on meanwhile." .root.Values.persistence.size $size $name $name) -}}
{{- end -}}
{{- end -}}
{{- end -}}

{{- define "alluvium.validateProduction" -}}
{{- range $path := list "kafka.bootstrapServers" "objectStore.endpoint" "objectStore.existingSecret" "trust.existingSecret" "auth.existingSecret" -}}
{{- $parts := splitList "." $path -}}
{{- if not (get (get $.Values (first $parts)) (last $parts)) -}}
{{- fail (printf "\n\n%s is empty, and profile production needs it.\nRemedy: set %s; ci/production-values.yaml has an example, docs/kubernetes.md says how to make the Secrets." $path $path) -}}
{{- end -}}
{{- end -}}
{{- if .Values.kafkaListener.enabled -}}
{{- fail "\n\nkafkaListener.enabled is for the broker of profile single; profile production uses kafka.bootstrapServers.\nRemedy: set kafkaListener.enabled=false." -}}
{{- end -}}
{{- if and .Values.kafka.auth.mechanism (not .Values.kafka.auth.secretPrefix) (not .Values.strimzi.enabled) (not .Values.kafka.auth.existingSecret) -}}
{{- fail "\n\nkafka.auth.mechanism is set, and no Secret holds the passwords.\nRemedy: set kafka.auth.existingSecret (keys by service), or kafka.auth.secretPrefix (a Secret by service, as Strimzi makes them)." -}}
{{- end -}}
{{- if and .Values.strimzi.enabled (not .Values.strimzi.cluster) -}}
{{- fail "\n\nstrimzi.enabled needs strimzi.cluster, the name of the Kafka resource.\nRemedy: set strimzi.cluster." -}}
{{- end -}}
{{- $ingest := include "alluvium.service" (dict "root" . "key" "ingest") | fromYaml -}}
{{- if and (dig "ingest" "watch" (list) (.Values.config | default dict)) (or (gt (int $ingest.replicas) 1) (not $ingest.persistence.enabled) $ingest.autoscaling.type) -}}
{{- fail "\n\nconfig.ingest.watch reads each file once, by a journal on the volume of the one replica that reads.\nRemedy: set services.ingest.replicas=1, services.ingest.persistence.enabled=true and no autoscaling, or remove config.ingest.watch." -}}
{{- end -}}
{{- range $key := include "alluvium.serviceKeys" . | splitList " " -}}
{{- $service := include "alluvium.service" (dict "root" $ "key" $key) | fromYaml -}}
{{- include "alluvium.validateEnv" (dict "path" (printf "services.%s.extraEnv" $key) "env" $service.extraEnv "root" $) -}}
{{- if and (has $key (list "accumulator" "registry")) (or (gt (int $service.replicas) 1) $service.autoscaling.type) -}}
{{- fail (printf "\n\nservices.%s.replicas=%d: one %s owns its state; a second one would only fence it.\nRemedy: leave services.%s.replicas at 1, without autoscaling." $key (int $service.replicas) $key $key) -}}
{{- end -}}
{{- if and (eq $service.autoscaling.type "keda") (ne $key "cleaning") -}}
{{- fail (printf "\n\nservices.%s.autoscaling.type=keda: only cleaning follows a Kafka lag.\nRemedy: set services.%s.autoscaling.type=hpa." $key $key) -}}
{{- end -}}
{{- end -}}
{{- end -}}
