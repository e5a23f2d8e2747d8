package dev.alluvium.registry.adapter;

import dev.alluvium.knowledge.registry.ModelState;
import dev.alluvium.knowledge.registry.NewerEventException;
import dev.alluvium.knowledge.registry.VersionState;
import dev.alluvium.knowledge.round.RoundReader;
import dev.alluvium.registry.view.EventLog;
import dev.alluvium.registry.view.Lineage;
import dev.alluvium.registry.view.ModelSummary;
import dev.alluvium.registry.view.ReplicaProofs;
import dev.alluvium.registry.view.RolloutStatus;
import dev.alluvium.runtime.http.HttpProblem;
import dev.alluvium.runtime.http.Route;
import dev.alluvium.runtime.store.ObjectStore;
import dev.alluvium.settings.Role;
import io.javalin.http.Context;
import java.time.Clock;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The registry's endpoints for reading, open to every token. */
public final class ReadRoutes {
    static final String MODELS = "/v1/registry/models";
    private static final String MODEL = MODELS + "/{model}";

    private final RegistryWriter writer;
    private final EventLog log;
    private final ReplicaProofs proofs;
    private final RoundReader rounds;
    private final Clock clock;

    public ReadRoutes(RegistryWriter writer, EventLog log, ReplicaProofs proofs, ObjectStore store, Clock clock) {
        this.writer = writer;
        this.log = log;
        this.proofs = proofs;
        this.rounds = new RoundReader(store.bucket(), store::bytes, store::list);
        this.clock = clock;
    }

    public List<Route> routes() {
        return List.of(
                Route.get(MODELS, Role.READER, this::models),
                Route.get(MODEL, Role.READER, context -> context.json(model(context))),
                Route.get(
                        MODEL + "/versions",
                        Role.READER,
                        context -> context.json(model(context).versions().values())),
                Route.get(MODEL + "/versions/{version}", Role.READER, context -> context.json(version(context))),
                Route.get(MODEL + "/history", Role.READER, this::history),
                Route.get(MODEL + "/lineage/{version}", Role.READER, this::lineage),
                Route.get(MODEL + "/rollout", Role.READER, this::rollout));
    }

    private void models(Context context) {
        context.json(
                writer.state().models().values().stream().map(ModelSummary::of).toList());
    }

    private void history(Context context) {
        try {
            context.json(log.history(model(context).model(), instant(context.queryParam("at"))));
        } catch (NewerEventException e) {
            throw new HttpProblem(503, "Newer log", String.valueOf(e.getMessage()));
        }
    }

    private void lineage(Context context) {
        context.json(Lineage.of(model(context), version(context).version(), rounds));
    }

    private void rollout(Context context) {
        String model = model(context).model();
        context.json(writer.desired(model)
                .map(desired -> RolloutStatus.of(desired, proofs.of(model), clock.instant()))
                .orElseThrow());
    }

    private ModelState model(Context context) {
        return model(context.pathParam("model"));
    }

    /** A model by name; an {@link HttpProblem} if there is none. */
    public ModelState model(String name) {
        return model(writer, name);
    }

    static ModelState model(RegistryWriter writer, String name) {
        return writer.state()
                .model(name)
                .orElseThrow(() -> new HttpProblem(
                        404,
                        "Unknown model",
                        "no model " + name + " is declared; the models are "
                                + String.join(", ", writer.state().models().keySet())));
    }

    private VersionState version(Context context) {
        ModelState model = model(context);
        return model.version(number(context.pathParam("version")))
                .orElseThrow(() -> new HttpProblem(
                        404,
                        "Unknown version",
                        model.model() + " has the versions 0 to "
                                + model.versions().lastKey()));
    }

    static int number(String version) {
        try {
            return Integer.parseInt(version);
        } catch (NumberFormatException e) {
            throw new HttpProblem(400, "Bad version", "version=" + version + ": must be a number");
        }
    }

    private static @Nullable Instant instant(@Nullable String at) {
        try {
            return at == null ? null : Instant.parse(at);
        } catch (DateTimeParseException e) {
            throw new HttpProblem(400, "Bad time", "at=" + at + ": must be ISO 8601, such as 2026-11-20T08:00:00Z");
        }
    }
}
