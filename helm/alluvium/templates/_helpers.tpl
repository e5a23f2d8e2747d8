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
{{- if or .Values.auth.token .Values.auth.existingSecret }}true{{ end -}}
{{- end -}}

{{/* alluvium.yaml: what the user gave, and the chart's own endpoint. */}}
{{- define "alluvium.config" -}}
{{- $http := dict "host" "0.0.0.0" "port" 8080 -}}
{{- if include "alluvium.hasSecret" . -}}
{{- $_ := set $http "tokens" (dict "admin" (dict "token" "${ALLUVIUM_TOKEN}" "role" "admin")) -}}
{{- end -}}
{{- mergeOverwrite (deepCopy .Values.config) (dict "http" $http) | toYaml -}}
{{- end -}}
