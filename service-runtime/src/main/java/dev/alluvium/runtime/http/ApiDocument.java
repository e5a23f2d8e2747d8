package dev.alluvium.runtime.http;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import dev.alluvium.contracts.json.Json;
import dev.alluvium.settings.Role;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The OpenAPI 3.1 document of a process. What an endpoint is for is written down once for all services; that it is there, who
 * may call it, what its path holds and how it refuses are read off its route, so that these cannot differ from what happens.
 */
public final class ApiDocument {
    /** Where it is served, to everybody. */
    public static final String PATH = "/openapi.json";

    private static final String WRITTEN = "/dev/alluvium/contracts/openapi.yaml";
    private static final Pattern PARAMETER = Pattern.compile("\\{([A-Za-z0-9]+)}");
    private static final String RESPONSES = "#/components/responses/";

    private ApiDocument() {}

    /** The routes, and one that serves their document. */
    public static List<Route> with(List<Route> routes) {
        List<Route> all = new ArrayList<>(routes);
        byte[][] bytes = new byte[1][];
        all.add(Route.get(
                PATH, null, context -> context.contentType("application/json").result(bytes[0])));
        bytes[0] = Json.bytes(of(all));
        return all;
    }

    /** The document of these routes. */
    public static ObjectNode of(List<Route> routes) {
        ObjectNode document = written();
        ObjectNode described = (ObjectNode) document.path("paths");
        ObjectNode paths = document.objectNode();
        for (Route route : routes) {
            String method = route.method().name().toLowerCase(Locale.ROOT);
            JsonNode operation = described.path(route.path()).path(method);
            ObjectNode shown = operation instanceof ObjectNode known ? known.deepCopy() : document.objectNode();
            complete(shown, route, method);
            paths.withObjectProperty(route.path()).set(method, shown);
        }
        document.set("paths", paths);
        return document;
    }

    /** What is written down of all services' endpoints. */
    public static ObjectNode written() {
        try (InputStream in = Objects.requireNonNull(ApiDocument.class.getResourceAsStream(WRITTEN), WRITTEN)) {
            return (ObjectNode) new YAMLMapper().readTree(in);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void complete(ObjectNode operation, Route route, String method) {
        operation.put("operationId", operationId(method, route.path()));
        Role role = route.role();
        ArrayNode security = operation.putArray("security");
        ObjectNode responses = operation.withObjectProperty("responses");
        if (role != null) {
            security.addObject().putArray("token");
            String name = role.name().toLowerCase(Locale.ROOT);
            operation.put("x-role", name);
            operation.put("description", "Wants a token of the role " + name + ", or one that implies it.");
            refer(responses, "401", "Unauthorized");
            refer(responses, "403", "Forbidden");
        }
        refer(responses, "default", route.problems() == null ? "Problem" : "OpenAiError");
        parameters(operation, route.path());
    }

    private static void refer(ObjectNode responses, String status, String name) {
        if (!responses.has(status)) {
            responses.putObject(status).put("$ref", RESPONSES + name);
        }
    }

    private static void parameters(ObjectNode operation, String path) {
        Matcher matcher = PARAMETER.matcher(path);
        while (matcher.find()) {
            ObjectNode parameter = operation.withArrayProperty("parameters").addObject();
            parameter.put("name", matcher.group(1)).put("in", "path").put("required", true);
            parameter.putObject("schema").put("type", "string");
        }
    }

    /** Such as {@code post_v1_models_model_cut}: unique, because a path and its method are. */
    private static String operationId(String method, String path) {
        return method + path.replaceAll("[^A-Za-z0-9]+", "_").replaceAll("_$", "");
    }
}
