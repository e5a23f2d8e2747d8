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
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.apps.StatefulSet;
import io.fabric8.kubernetes.api.model.autoscaling.v2.HorizontalPodAutoscaler;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicy;
import io.fabric8.kubernetes.api.model.policy.v1.PodDisruptionBudget;
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
    private static final Map<String, Class<?>> WORKLOADS = Map.of(
            "Deployment", Deployment.class,
            "NetworkPolicy", NetworkPolicy.class,
            "PodDisruptionBudget", PodDisruptionBudget.class,
            "HorizontalPodAutoscaler", HorizontalPodAutoscaler.class);
    /** Of resources that no model is at hand for, the fields that their documentation names, as far as the chart sets them. */
    private static final Map<String, List<String>> FIELDS = Map.of(
            "KafkaTopic",
            List.of("spec.topicName", "spec.partitions", "spec.replicas", "spec.config.*"),
            "KafkaUser",
            List.of(
                    "spec.authentication.type",
                    "spec.authorization.type",
                    "spec.authorization.acls.resource.type",
                    "spec.authorization.acls.resource.name",
                    "spec.authorization.acls.resource.patternType",
                    "spec.authorization.acls.operations"),
            "ScaledObject",
            List.of(
                    "spec.scaleTargetRef.apiVersion",
                    "spec.scaleTargetRef.kind",
                    "spec.scaleTargetRef.name",
                    "spec.minReplicaCount",
                    "spec.maxReplicaCount",
                    "spec.triggers.type",
                    "spec.triggers.metadata.*",
                    "spec.triggers.authenticationRef.name"));

    private Manifests() {}

    /** What is wrong with a manifest; empty if nothing is. */
    static List<String> problems(JsonNode manifest) {
        String kind = manifest.path("kind").asText();
        if (FIELDS.containsKey(kind)) {
            List<String> unknown = new ArrayList<>();
            fields(manifest.path("spec"), "spec", FIELDS.get(kind), unknown);
            return unknown;
        }
        Class<?> type = TYPES.getOrDefault(kind, WORKLOADS.get(kind));
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

    private static void fields(JsonNode node, String path, List<String> known, List<String> unknown) {
        if (node.isArray()) {
            node.forEach(item -> fields(item, path, known, unknown));
        } else if (node.isObject() && !known.contains(path + ".*")) {
            node.properties().forEach(entry -> fields(entry.getValue(), path + "." + entry.getKey(), known, unknown));
        } else if (!known.contains(path) && !known.contains(path + ".*")) {
            unknown.add(path + " does not exist");
        }
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
