package dev.alluvium.cleaning.adapter;

import dev.alluvium.cleaning.fact.FactState;
import dev.alluvium.cleaning.pipeline.Cleaned;
import dev.alluvium.cleaning.pipeline.RawRecord;
import dev.alluvium.contracts.control.ControlCommand;
import dev.alluvium.contracts.json.Json;
import dev.alluvium.contracts.record.FactKey;
import dev.alluvium.contracts.record.KnowledgeRecord;
import dev.alluvium.contracts.record.RawPosition;
import dev.alluvium.runtime.http.HttpProblem;
import dev.alluvium.runtime.http.HttpServer;
import dev.alluvium.runtime.http.Route;
import dev.alluvium.settings.Role;
import io.javalin.http.Context;
import java.io.IOException;
import java.time.Clock;
import java.time.Instant;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** {@code POST /v1/models/MODEL/erasures}: erases a fact by a command on the control topic. */
public final class ForgetRoute {
    private static final Logger LOG = LoggerFactory.getLogger(ForgetRoute.class);
    private static final RawPosition NOWHERE = new RawPosition("http", 0, 0);

    private final Set<String> models;
    private final Function<RawRecord, Cleaned> pipeline;
    private final Function<FactKey, Optional<FactState>> facts;
    private final Consumer<ControlCommand> send;
    private final Clock clock;

    /**
     * The endpoint.
     *
     * @param models that are declared
     * @param pipeline what cleaning makes of a record
     * @param facts what is known of a fact; an empty state if nothing is, empty if another replica may know
     * @param send returns once the command is in Kafka
     */
    public ForgetRoute(
            Set<String> models,
            Function<RawRecord, Cleaned> pipeline,
            Function<FactKey, Optional<FactState>> facts,
            Consumer<ControlCommand> send,
            Clock clock) {
        this.models = Set.copyOf(models);
        this.pipeline = pipeline;
        this.facts = facts;
        this.send = send;
        this.clock = clock;
    }

    /**
     * What was ordered.
     *
     * @param fact as it is stored: a name that holds personal data is a keyed hash of itself
     * @param at the erasure reaches at least so far
     * @param done whether anything was ordered; false if the fact is erased already
     * @param records how many records of the fact are known; null if another replica knows
     */
    record ForgetAnswer(
            String model,
            String fact,
            Instant at,
            boolean done,
            @Nullable Long records) {}

    public Route route() {
        return Route.post("/v1/models/{model}/erasures", Role.OPERATOR, this::forget);
    }

    private void forget(Context context) {
        String model = context.pathParam("model");
        String fact = stored(model, asked(context));
        Optional<FactState> known = facts.apply(new FactKey(model, fact));
        if (known.filter(FactState::isEmpty).isPresent()) {
            throw models.contains(model)
                    ? new HttpProblem(
                            404,
                            "Unknown fact",
                            "fact=" + fact + ": " + model + " has no record of it; a fact is named as in its records,"
                                    + " letter by letter")
                    : unknown(model);
        }
        context.status(202).json(order(model, fact, known, HttpServer.actor(context)));
    }

    private HttpProblem unknown(String model) {
        return new HttpProblem(
                404,
                "Unknown model",
                "model=" + model + ": is not declared; declared are "
                        + models.stream().sorted().toList());
    }

    private ForgetAnswer order(String model, String fact, Optional<FactState> known, String actor) {
        Long records = known.map(FactState::records).orElse(null);
        Instant erased = known.map(FactState::erasedThrough).orElse(null);
        if (erased != null && Objects.equals(records, 0L)) {
            return new ForgetAnswer(model, fact, erased, false, records);
        }
        Instant now = clock.instant();
        String id = UUID.randomUUID().toString();
        send.accept(new ControlCommand.Erase(model, fact, id, now));
        LOG.atInfo()
                .addKeyValue("model", model)
                .addKeyValue("id", id)
                .addKeyValue("actor", actor)
                .log("erasure of a fact ordered");
        return new ForgetAnswer(model, fact, now, true, records);
    }

    private static String asked(Context context) {
        try {
            String fact =
                    Json.mapper().readTree(context.bodyAsBytes()).path("fact").asText();
            if (!fact.isBlank()) {
                return fact;
            }
        } catch (IOException e) {
            LOG.debug("the body is no JSON", e);
        }
        throw new HttpProblem(400, "No fact", "fact: must name the fact to erase; try {\"fact\":\"product/AX-200\"}");
    }

    /** The name under which a record of this fact is stored: what cleaning makes of the delete of it. */
    private String stored(String model, String fact) {
        RawRecord raw =
                new RawRecord(Json.bytes(KnowledgeRecord.delete(fact, model)), Map.of(), NOWHERE, clock.instant());
        if (pipeline.apply(raw) instanceof Cleaned.Passed passed) {
            return passed.candidate().fact();
        }
        throw models.contains(model)
                ? new HttpProblem(422, "No fact's name", "fact: cleaning lets no record of this name pass")
                : unknown(model);
    }
}
