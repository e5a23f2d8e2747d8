{{/* What the schema cannot say. Each message names the value, the rule and the remedy. */}}
{{- define "alluvium.validate" -}}
{{- range $key := list "http" "kafka" "object-store" -}}
{{- if hasKey $.Values.config $key -}}
{{- fail (printf "\n\nconfig.%s is set by the chart in profile single.\nRemedy: remove config.%s; the port is service.port, the token auth.token." $key $key) -}}
{{- end -}}
{{- end -}}
{{- if and .Values.auth.token .Values.auth.existingSecret -}}
{{- fail "\n\nauth.token and auth.existingSecret are both set; only one can hold the token.\nRemedy: remove auth.token." -}}
{{- end -}}
{{- if and (not .Values.serviceAccount.create) (not .Values.serviceAccount.name) -}}
{{- fail "\n\nserviceAccount.create is false and serviceAccount.name is empty.\nRemedy: name a ServiceAccount that exists, or let the chart make one." -}}
{{- end -}}
{{- end -}}
