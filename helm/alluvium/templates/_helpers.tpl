{{- define "alluvium.name" -}}
{{- default .Chart.Name .Values.nameOverride | trunc 63 | trimSuffix "-" -}}
{{- end -}}

{{- define "alluvium.fullname" -}}
{{- if .Values.fullnameOverride -}}
{{- .Values.fullnameOverride | trunc 52 | trimSuffix "-" -}}
{{- else if contains (include "alluvium.name" .) .Release.Name -}}
{{- .Release.Name | trunc 52 | trimSuffix "-" -}}
{{- else -}}
{{- printf "%s-%s" .Release.Name (include "alluvium.name" .) | trunc 52 | trimSuffix "-" -}}
{{- end -}}
{{- end -}}

{{- define "alluvium.selectorLabels" -}}
app.kubernetes.io/name: {{ include "alluvium.name" . }}
app.kubernetes.io/instance: {{ .Release.Name }}
{{- end -}}

{{- define "alluvium.labels" -}}
helm.sh/chart: {{ printf "%s-%s" .Chart.Name .Chart.Version | replace "+" "_" }}
{{ include "alluvium.selectorLabels" . }}
app.kubernetes.io/version: {{ .Chart.AppVersion | quote }}
app.kubernetes.io/managed-by: {{ .Release.Service }}
{{- end -}}

{{- define "alluvium.serviceAccountName" -}}
{{- if .Values.serviceAccount.create -}}
{{- default (include "alluvium.fullname" .) .Values.serviceAccount.name -}}
{{- else -}}
{{- default "default" .Values.serviceAccount.name -}}
{{- end -}}
{{- end -}}

{{- define "alluvium.image" -}}
{{- if .Values.image.digest -}}
{{- printf "%s@%s" .Values.image.repository .Values.image.digest -}}
{{- else -}}
{{- printf "%s:%s" .Values.image.repository (default .Chart.AppVersion .Values.image.tag) -}}
{{- end -}}
{{- end -}}

{{- define "alluvium.secretName" -}}
{{- default (printf "%s-token" (include "alluvium.fullname" .)) .Values.auth.existingSecret -}}
{{- end -}}

{{- define "alluvium.secretKey" -}}
{{- if .Values.auth.existingSecret }}{{ .Values.auth.existingSecretKey }}{{ else }}token{{ end -}}
{{- end -}}

{{/* Whether the token is in a Secret; else the process makes one up and keeps it on its volume. */}}
{{- define "alluvium.hasSecret" -}}
{{- if or .Values.auth.token .Values.auth.existingSecret .Values.auth.generate }}true{{ end -}}
{{- end -}}

{{/*
What the token in the Secret was when this was rendered, so that another one restarts the pods. A Secret of one's own can
only be looked up where there is a cluster.
*/}}
{{- define "alluvium.tokenChecksum" -}}
{{- if .Values.auth.existingSecret -}}
{{- $found := lookup "v1" "Secret" .Release.Namespace .Values.auth.existingSecret | default dict -}}
{{- printf "%s/%s=%s" .Values.auth.existingSecret .Values.auth.existingSecretKey (get (get $found "data" | default dict) .Values.auth.existingSecretKey) | sha256sum -}}
{{- else if .Values.auth.token -}}
{{- .Values.auth.token | sha256sum -}}
{{- else -}}
{{- ternary "generated" "own" (not (not .Values.auth.generate)) -}}
{{- end -}}
{{- end -}}

{{/* The model that records and questions go to that name none. */}}
{{- define "alluvium.defaultModel" -}}
{{- dig "default" "model" "notes" (.Values.config | default dict) -}}
{{- end -}}

{{/* Environment of every container that runs Java. */}}
{{- define "alluvium.commonEnv" -}}
- name: ALLUVIUM_DATA
  value: /data
- name: LANG
  value: C.UTF-8
- name: LC_ALL
  value: C.UTF-8
- name: OMP_WAIT_POLICY
  value: PASSIVE
- name: DJL_OFFLINE
  value: "true"
- name: DJL_CACHE_DIR
  value: /tmp/djl
- name: HOME
  value: /tmp
{{- end -}}

{{/* Names of the variables that the chart sets itself. */}}
{{- define "alluvium.ownVariables" -}}
ALLUVIUM_DATA ALLUVIUM_JAVA_OPTS ALLUVIUM_KAFKA_PASSWORD ALLUVIUM_LOG ALLUVIUM_TOKEN DJL_CACHE_DIR DJL_OFFLINE HOME JDK_JAVA_OPTIONS KAFKA_PASSWORD KAFKA_USER LANG LC_ALL OMP_WAIT_POLICY S3_ACCESS_KEY S3_SECRET_KEY
{{- end -}}

{{/* alluvium.yaml: what the user gave, and what the chart connects. */}}
{{- define "alluvium.config" -}}
{{- $http := dict "host" "0.0.0.0" "port" 8080 -}}
{{- if include "alluvium.hasSecret" . -}}
{{- $_ := set $http "tokens" (dict "admin" (dict "token" "${ALLUVIUM_TOKEN}" "role" "admin")) -}}
{{- end -}}
{{- $own := dict "http" $http -}}
{{- if eq .Values.profile "production" -}}
{{- $_ := set $own "kafka" (include "alluvium.kafkaConfig" . | fromYaml) -}}
{{- $_ := set $own "object-store" (include "alluvium.storeConfig" . | fromYaml) -}}
{{- $_ := set $own "trust" (dict "directory" "/keys") -}}
{{- end -}}
{{- mergeOverwrite (deepCopy (.Values.config | default dict)) $own | toYaml -}}
{{- end -}}
