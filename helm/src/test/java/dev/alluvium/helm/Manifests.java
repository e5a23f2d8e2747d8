package dev.alluvium.helm;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.google.gson.JsonElement;
import com.google.gson.JsonParser;
import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.IntOrString;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.Quantity;
import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.ServiceAccount;
import io.fabric8.kubernetes.api.model.apps.StatefulSet;
import io.fabric8.openshift.api.model.monitoring.v1.PrometheusRule;
import io.fabric8.openshift.api.model.monitoring.v1.ServiceMonitor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Checks manifests against two independent models of Kubernetes: fabric8's shows fields that do not exist, the official
 * client's shows types and required fields.
 */
final class Manifests {
    private static final ObjectMapper STRICT = new ObjectMapper();
    private static final Map<String, Class<?>> TYPES = Map.of(
            "StatefulSet", StatefulSet.class,
            "Service", Service.class,
            "ServiceAccount", ServiceAccount.class,
            "ConfigMap", ConfigMap.class,
            "Secret", Secret.class,
            "Pod", Pod.class,
            "ServiceMonitor", ServiceMonitor.class,
            "PrometheusRule", PrometheusRule.class);

    private Manifests() {}

    /** What is wrong with a manifest; empty if nothing is. */
    static List<String> problems(JsonNode manifest) {
        String kind = manifest.path("kind").asText();
        Class<?> type = TYPES.get(kind);
        if (type == null) {
            return List.of("no model for " + kind);
        }
        List<String> problems = new ArrayList<>();
        try {
            walk(
                    STRICT.treeToValue(manifest, type),
                    kind,
                    problems,
                    Collections.newSetFromMap(new IdentityHashMap<>()));
        } catch (com.fasterxml.jackson.core.JsonProcessingException e) {
            problems.add(e.getOriginalMessage());
        }
        official(manifest, problems);
        return problems;
    }

    private static void official(JsonNode manifest, List<String> problems) {
        String apiVersion = manifest.path("apiVersion").asText();
        String version = apiVersion.substring(apiVersion.indexOf('/') + 1);
        String type = "io.kubernetes.client.openapi.models." + Character.toUpperCase(version.charAt(0))
                + version.substring(1) + manifest.path("kind").asText();
        try {
            Class.forName(type)
                    .getMethod("validateJsonElement", JsonElement.class)
                    .invoke(null, JsonParser.parseString(manifest.toString()));
        } catch (ClassNotFoundException e) {
            if (!apiVersion.startsWith("monitoring.coreos.com/")) {
                problems.add("the official client knows no " + apiVersion + " " + type);
            }
        } catch (InvocationTargetException e) {
            problems.add(String.valueOf(e.getCause().getMessage()));
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void walk(Object value, String path, List<String> unknown, Set<Object> seen) {
        if (value == null || !seen.add(value)) {
            return;
        }
        if (value instanceof Collection<?> items) {
            items.forEach(item -> walk(item, path + "[]", unknown, seen));
        } else if (value instanceof Map<?, ?> entries) {
            entries.forEach((key, item) -> walk(item, path + "." + key, unknown, seen));
        } else if (value.getClass().getName().startsWith("io.fabric8")
                && !(value instanceof Quantity)
                && !(value instanceof IntOrString)) {
            for (Method getter : value.getClass().getMethods()) {
                if (getter.getParameterCount() == 0 && getter.getName().startsWith("get")) {
                    visit(value, getter, path, unknown, seen);
                }
            }
        }
    }

    private static void visit(Object owner, Method getter, String path, List<String> unknown, Set<Object> seen) {
        try {
            Object value = getter.invoke(owner);
            if (getter.getName().equals("getAdditionalProperties")) {
                ((Map<?, ?>) value).keySet().forEach(key -> unknown.add(path + "." + key + " does not exist"));
            } else if (!getter.getName().equals("getClass")) {
                walk(value, path + "." + getter.getName().substring(3), unknown, seen);
            }
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(e);
        }
    }
}
