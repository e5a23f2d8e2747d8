package dev.alluvium.serving.adapter.http;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.alluvium.contracts.json.Json;
import dev.alluvium.runtime.http.BearerTokens.Caller;
import dev.alluvium.runtime.http.HttpServer;
import dev.alluvium.serving.engine.ServedVersions;
import dev.alluvium.serving.openai.ApiException;
import dev.alluvium.serving.openai.ModelRef;
import dev.alluvium.settings.Role;
import io.javalin.http.Context;
import java.time.Instant;

/** {@code GET /v1/models}: the models, and for operators their evaluated versions. */
final class ModelsHandler {
    private final ServedVersions versions;
    private final Instant started;

    ModelsHandler(ServedVersions versions, Instant started) {
        this.versions = versions;
        this.started = started;
    }

    void list(Context context) {
        ObjectNode root = Json.mapper().createObjectNode().put("object", "list");
        ArrayNode data = root.putArray("data");
        versions.names(isOperator(context)).forEach(name -> data.add(model(name)));
        new StreamedResponse(context).json(200, root);
    }

    void one(Context context) {
        try {
            String name = context.pathParam("model");
            versions.source(ModelRef.parse(name), isOperator(context), "");
            new StreamedResponse(context).json(200, model(name));
        } catch (ApiException e) {
            new StreamedResponse(context).json(e.error().status(), e.error().toJson());
        }
    }

    private ObjectNode model(String name) {
        return Json.mapper()
                .createObjectNode()
                .put("id", name)
                .put("object", "model")
                .put("created", started.getEpochSecond())
                .put("owned_by", "alluvium");
    }

    private static boolean isOperator(Context context) {
        Caller caller = HttpServer.caller(context);
        return caller != null && caller.role().implies(Role.OPERATOR);
    }
}
