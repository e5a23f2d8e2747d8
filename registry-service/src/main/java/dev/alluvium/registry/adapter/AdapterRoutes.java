package dev.alluvium.registry.adapter;

import dev.alluvium.contracts.json.Json;
import dev.alluvium.contracts.object.ArtifactRef;
import dev.alluvium.knowledge.registry.ModelState;
import dev.alluvium.knowledge.registry.VersionState;
import dev.alluvium.runtime.http.HttpProblem;
import dev.alluvium.runtime.http.Route;
import dev.alluvium.runtime.store.ObjectStore;
import dev.alluvium.runtime.store.StoredObject;
import dev.alluvium.settings.Role;
import io.javalin.http.Context;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;

/** Adapters out of the installation, byte for byte, and into it, part by part so that a broken upload goes on. */
public final class AdapterRoutes {
    private static final String MODEL = ReadRoutes.MODELS + "/{model}";
    private static final String IMPORT = MODEL + "/imports/{sha256}";
    private static final Set<String> FILES = Set.of(AdapterImports.CONFIG, AdapterImports.WEIGHTS);

    private final Function<String, ModelState> models;
    private final ObjectStore store;
    private final AdapterImports imports;

    /** @param models a model by name; an {@link HttpProblem} if there is none */
    public AdapterRoutes(Function<String, ModelState> models, ObjectStore store, AdapterImports imports) {
        this.models = models;
        this.store = store;
        this.imports = imports;
    }

    public List<Route> routes() {
        return List.of(
                Route.get(MODEL + "/versions/{version}/adapter/{file}", Role.OPERATOR, this::download),
                Route.get(
                        IMPORT,
                        Role.OPERATOR,
                        context -> context.json(
                                Map.of("parts", imports.parts(model(context).model(), context.pathParam("sha256"))))),
                Route.post(IMPORT + "/parts/{part}", Role.OPERATOR, this::upload),
                Route.post(MODEL + ":import", Role.OPERATOR, this::finish));
    }

    private void download(Context context) {
        String file = context.pathParam("file");
        VersionState version = model(context)
                .version(ReadRoutes.number(context.pathParam("version")))
                .orElseThrow(() -> new HttpProblem(404, "Unknown version", "there is no such version"));
        ArtifactRef adapter = version.adapter();
        if (adapter == null || !FILES.contains(file)) {
            throw new HttpProblem(
                    404, "No adapter", "version " + version.version() + " has no file " + file + "; 0 is the base");
        }
        String key = (adapter.key().endsWith("/") ? adapter.key() : adapter.key() + "/") + file;
        context.contentType("application/octet-stream")
                .result(store.get(key)
                        .map(StoredObject::bytes)
                        .orElseThrow(() -> new HttpProblem(404, "Lost adapter", "the store has no " + key)));
    }

    private void upload(Context context) {
        imports.part(
                model(context).model(),
                context.pathParam("sha256"),
                ReadRoutes.number(context.pathParam("part")),
                context.bodyAsBytes());
        context.json(Map.of());
    }

    private void finish(Context context) throws InterruptedException {
        ModelState model = model(context);
        try {
            context.json(imports.finish(model, Json.read(context.bodyAsBytes(), AdapterImports.Order.class)));
        } catch (UncheckedIOException e) {
            throw new HttpProblem(
                    400,
                    "Bad body",
                    "must be JSON with sha256 (64 lower-case hexadecimal digits), parts (a number from 1 to 999999), config,"
                            + " template");
        }
    }

    private ModelState model(Context context) {
        return models.apply(context.pathParam("model"));
    }
}
