{{/* The services of profile production, in the order of the main direction. */}}
{{- define "alluvium.serviceKeys" -}}
ingest cleaning accumulator trainer evaluator registry serving
{{- end -}}

{{/* A service's module: the name of its image, and the principal that it is in Kafka. */}}
{{- define "alluvium.module" -}}
{{- get (dict "ingest" "ingest-service" "cleaning" "cleaning-stream" "accumulator" "accumulator-job" "trainer" "trainer-service" "evaluator" "evaluator-service" "registry" "registry-service" "serving" "serving-service") . -}}
{{- end -}}

{{/* What a service is run with: the values of all services under its own. */}}
{{- define "alluvium.service" -}}
{{- $own := index .root.Values.services .key | default dict -}}
{{- mergeOverwrite (deepCopy .root.Values.serviceDefaults) (deepCopy $own) | toYaml -}}
{{- end -}}

{{- define "alluvium.serviceImage" -}}
{{- $image := .root.Values.image -}}
{{- $own := .service.image -}}
{{- $repository := $own.repository | default (printf "%s-%s" $image.repository (include "alluvium.module" .key)) -}}
{{- if $own.digest -}}
{{- printf "%s@%s" $repository $own.digest -}}
{{- else -}}
{{- printf "%s:%s" $repository ($own.tag | default $image.tag | default .root.Chart.AppVersion) -}}
{{- end -}}
{{- end -}}

{{/* The `kafka` part of alluvium.yaml. */}}
{{- define "alluvium.kafkaConfig" -}}
{{- $kafka := .Values.kafka -}}
{{- $properties := dict -}}
{{- $protocol := printf "%s%s" (ternary "SASL_" "" (not (not $kafka.auth.mechanism))) (ternary "SSL" "PLAINTEXT" (not (not $kafka.tls.enabled))) -}}
{{- if ne $protocol "PLAINTEXT" -}}
{{- $_ := set $properties "security.protocol" $protocol -}}
{{- end -}}
{{- if and $kafka.tls.enabled $kafka.tls.caSecret -}}
{{- $_ := set $properties "ssl.truststore.type" "PEM" -}}
{{- $_ := set $properties "ssl.truststore.location" "/kafka-ca/ca.crt" -}}
{{- end -}}
{{- with $kafka.auth.mechanism -}}
{{- $_ := set $properties "sasl.mechanism" . -}}
{{- $module := ternary "org.apache.kafka.common.security.plain.PlainLoginModule" "org.apache.kafka.common.security.scram.ScramLoginModule" (eq . "PLAIN") -}}
{{- $_ := set $properties "sasl.jaas.config" (printf "%s required username=\"${KAFKA_USER}\" password=\"${KAFKA_PASSWORD}\";" $module) -}}
{{- end -}}
{{- $properties = mergeOverwrite $properties (deepCopy ($kafka.properties | default dict)) -}}
bootstrap-servers: {{ $kafka.bootstrapServers | quote }}
topic-prefix: {{ $kafka.topicPrefix | quote }}
replication-factor: {{ $kafka.replicationFactor }}
partitions: {{ $kafka.partitions }}
{{- with $properties }}
properties:
  {{- toYaml . | nindent 2 }}
{{- end }}
{{- end -}}

{{/* The `object-store` part of alluvium.yaml. */}}
{{- define "alluvium.storeConfig" -}}
endpoint: {{ .Values.objectStore.endpoint | quote }}
bucket: {{ .Values.objectStore.bucket | quote }}
region: {{ .Values.objectStore.region | quote }}
access-key: "${S3_ACCESS_KEY}"
secret-key: "${S3_SECRET_KEY}"
{{- end -}}

{{/* Name of the Secret with a service's Kafka password, and the key in it. */}}
{{- define "alluvium.kafkaSecret" -}}
{{- $auth := .root.Values.kafka.auth -}}
{{- if $auth.existingSecret -}}
name: {{ $auth.existingSecret }}
key: {{ include "alluvium.module" .key }}
{{- else -}}
name: {{ $auth.secretPrefix }}{{ include "alluvium.module" .key }}
key: password
{{- end -}}
{{- end -}}

{{/* Host and port of a URL or of HOST:PORT. */}}
{{- define "alluvium.storePort" -}}
{{- $url := urlParse .Values.objectStore.endpoint -}}
{{- if regexMatch ":[0-9]+$" $url.host -}}
{{- regexFind "[0-9]+$" $url.host -}}
{{- else -}}
{{- ternary "443" "80" (eq $url.scheme "https") -}}
{{- end -}}
{{- end -}}
