package dev.alluvium.registry.adapter;

import com.fasterxml.jackson.databind.JsonNode;
import dev.alluvium.contracts.dataset.Exclusion;
import dev.alluvium.contracts.json.Json;
import dev.alluvium.contracts.object.Digest;
import dev.alluvium.contracts.registry.OrderId;
import dev.alluvium.contracts.registry.RegistryEvent;
import dev.alluvium.knowledge.round.RoundReader;
import dev.alluvium.registry.decide.OrderOutcome;
import dev.alluvium.registry.decide.RegistryCommand.Cancel;
import dev.alluvium.registry.decide.RegistryCommand.Consolidate;
import dev.alluvium.registry.decide.RegistryCommand.Freeze;
import dev.alluvium.registry.decide.RegistryCommand.Order;
import dev.alluvium.registry.decide.RegistryCommand.Ordered;
import dev.alluvium.registry.decide.RegistryCommand.Postpone;
import dev.alluvium.registry.decide.RegistryCommand.Promote;
import dev.alluvium.registry.decide.RegistryCommand.Reject;
import dev.alluvium.registry.decide.RegistryCommand.Requeue;
import dev.alluvium.registry.decide.RegistryCommand.Resume;
import dev.alluvium.registry.decide.RegistryCommand.Rollback;
import dev.alluvium.registry.decide.RegistryCommand.TryOut;
import dev.alluvium.registry.decide.RegistryDecision.Refused;
import dev.alluvium.runtime.http.HttpProblem;
import dev.alluvium.runtime.http.HttpServer;
import dev.alluvium.runtime.http.Route;
import dev.alluvium.runtime.store.ObjectStore;
import dev.alluvium.settings.CanaryConfig;
import dev.alluvium.settings.Role;
import io.javalin.http.Context;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.function.BiFunction;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What operators may order over HTTP. Every order is answered when it is committed; one that is sent again under its
 * {@code Idempotency-Key} changes nothing and is answered as the first time.
 */
public final class OrderRoutes {
    private static final String MODEL = ReadRoutes.MODELS + "/{model}";
    private static final String VERSION = MODEL + "/versions/{version}";
    private static final Duration LIMIT = Duration.ofSeconds(15);
    private static final double MOST_CANARY = 0.5;
    private static final Set<String> UNKNOWN = Set.of("unknown-model", "unknown-version");

    private static final String KEY = "Idempotency-Key";
    private static final List<String> COMMON = List.of("reason", "expectedFrom");

    private final RegistryWriter writer;
    private final OrderSubmission orders;
    private final ExclusionCheck excepted;
    private final Clock clock;

    /**
     * The body of an order; every part is optional.
     *
     * @param approve overrule the gate's refusal; wants a reason
     * @param to the version to go back to
     * @param expectedFrom do nothing unless this version is the champion
     * @param canary how to try a version on users before it is promoted
     * @param except what of a requeued round stays in quarantine
     */
    public record OrderBody(
            @Nullable String reason,
            boolean approve,
            @Nullable Integer to,
            boolean drill,
            @Nullable Integer expectedFrom,
            @Nullable TryOut canary,
            @Nullable Exclusion except) {
        static final OrderBody EMPTY = new OrderBody(null, false, null, false, null, null, null);

        /** What is ordered, without why and on which condition: the same in a repeat. */
        OrderBody ordered() {
            return new OrderBody(null, approve, to, drill, null, canary, except);
        }

        Exclusion excluded() {
            return except == null ? Exclusion.NONE : except;
        }
    }

    /**
     * What an order did; a repeat of it gets the same.
     *
     * @param order its key
     * @param done false if there was nothing to do; {@code note} says why
     * @param generation what replicas are to prove
     */
    public record OrderResult(
            String order,
            String model,
            boolean done,
            String note,
            int champion,
            boolean frozen,
            long generation,
            List<RegistryEvent> events) {}

    /**
     * Where an order is.
     *
     * @param code of the rule that it broke, if it was refused
     * @param result what it did, once it is decided and was not refused
     */
    record OrderStatus(
            String order,
            String model,
            OrderSubmission.State state,
            @Nullable String code,
            @Nullable String note,
            @Nullable OrderResult result) {}

    public OrderRoutes(RegistryWriter writer, ObjectStore store, Clock clock) {
        this(writer, store, clock, LIMIT);
    }

    /** @param limit after which an order that was not taken is withdrawn */
    OrderRoutes(RegistryWriter writer, ObjectStore store, Clock clock, Duration limit) {
        this.writer = writer;
        orders = new OrderSubmission(writer, limit);
        excepted = new ExclusionCheck(new RoundReader(store.bucket(), store::bytes, store::list));
        this.clock = clock;
    }

    public List<Route> routes() {
        return List.of(
                order(
                        VERSION + ":promote",
                        List.of("approve", "canary"),
                        (context, body) -> new Promote(
                                model(context),
                                version(context),
                                body.approve(),
                                tryOut(body.canary()),
                                by(context, body))),
                order(
                        VERSION + ":reject",
                        (context, body) -> new Reject(model(context), version(context), by(context, body))),
                order(
                        VERSION + ":postpone",
                        (context, body) -> new Postpone(model(context), version(context), by(context, body))),
                order(
                        MODEL + ":rollback",
                        List.of("to", "drill"),
                        (context, body) -> new Rollback(model(context), body.to(), body.drill(), by(context, body))),
                order(MODEL + ":freeze", (context, body) -> new Freeze(model(context), by(context, body))),
                order(MODEL + ":cancel", (context, body) -> new Cancel(model(context), by(context, body))),
                order(MODEL + ":consolidate", (context, body) -> new Consolidate(model(context), by(context, body))),
                order(MODEL + ":resume", (context, body) -> new Resume(model(context), by(context, body))),
                order(MODEL + "/rounds/{round}:requeue", List.of("except"), this::requeue),
                Route.get(MODEL + "/orders/{order}", Role.READER, context -> context.json(status(context))));
    }

    private Requeue requeue(Context context, OrderBody body) {
        String round = context.pathParam("round");
        excepted.check(model(context), round, body.excluded());
        return new Requeue(model(context), round, body.excluded(), by(context, body));
    }

    private Route order(String path, BiFunction<Context, OrderBody, Ordered> parse) {
        return order(path, List.of(), parse);
    }

    /** @param own fields of the body that this order has beside those of every order */
    private Route order(String path, List<String> own, BiFunction<Context, OrderBody, Ordered> parse) {
        List<String> fields = Stream.concat(COMMON.stream(), own.stream()).toList();
        return Route.post(path, Role.OPERATOR, context -> {
            Ordered order = parse.apply(context, body(context, fields));
            String key = Objects.requireNonNull(order.order().id()).key();
            if (writer.outcome(order.model(), key).isPresent()) {
                context.header("Idempotent-Replayed", "true");
            }
            context.json(answer(order.model(), orders.decide(order)));
        });
    }

    private static OrderResult answer(String model, OrderOutcome outcome) {
        Refused refused = outcome.refused();
        if (refused != null) {
            throw new HttpProblem(
                    UNKNOWN.contains(refused.code()) ? 404 : 409,
                    "Refused: " + refused.code(),
                    refused.message() + "; " + refused.remedy(),
                    Map.of("code", refused.code(), "remedy", refused.remedy()));
        }
        OrderOutcome.Standing after = Objects.requireNonNull(outcome.after());
        return new OrderResult(
                outcome.id().key(),
                model,
                outcome.done(),
                outcome.note(),
                after.champion(),
                after.frozen(),
                after.generation(),
                outcome.events());
    }

    private OrderStatus status(Context context) {
        String model = model(context);
        String key = key(context.pathParam("order"));
        OrderSubmission.State state = orders.state(model, key)
                .orElseThrow(() -> new HttpProblem(
                        404,
                        "Unknown order",
                        "order " + key + " of "
                                + ReadRoutes.model(writer, model).model()
                                + " is not known: it changed nothing, and waits for nothing"));
        OrderOutcome outcome = writer.outcome(model, key).orElse(null);
        if (outcome == null) {
            return new OrderStatus(key, model, state, null, null, null);
        }
        Refused refused = outcome.refused();
        return refused == null
                ? new OrderStatus(key, model, state, null, outcome.note(), answer(model, outcome))
                : new OrderStatus(key, model, state, refused.code(), refused.message() + "; " + refused.remedy(), null);
    }

    /** A field that an order does not have is an error: a misspelt condition would else be none. */
    private static OrderBody body(Context context, List<String> fields) {
        byte[] bytes = context.bodyAsBytes();
        if (bytes.length == 0) {
            return OrderBody.EMPTY;
        }
        try {
            JsonNode tree = Json.read(bytes, JsonNode.class);
            tree.fieldNames().forEachRemaining(field -> {
                if (!fields.contains(field)) {
                    throw new HttpProblem(
                            400,
                            "Unknown field",
                            field + ": is no field of this order; it has " + String.join(", ", fields)
                                    + ", each optional");
                }
            });
            return tree.isObject() ? Json.read(bytes, OrderBody.class) : notAnOrder(fields);
        } catch (UncheckedIOException e) {
            return notAnOrder(fields);
        }
    }

    private static OrderBody notAnOrder(List<String> fields) {
        throw new HttpProblem(
                400, "Bad body", "must be a JSON object with " + String.join(", ", fields) + ", each optional");
    }

    private Order by(Context context, OrderBody body) {
        String reason = body.reason();
        return new Order(
                HttpServer.actor(context),
                reason == null ? "" : reason.strip(),
                clock.instant(),
                id(context, body),
                body.expectedFrom());
    }

    private static OrderId id(Context context, OrderBody body) {
        String given = context.header(KEY);
        String key = given == null ? UUID.randomUUID().toString() : key(given);
        return new OrderId(key, Digest.id(context.path(), Json.string(body.ordered())));
    }

    private static String key(String given) {
        if (!OrderId.isKey(given)) {
            throw new HttpProblem(
                    400, "Not a key", KEY + ": must have 1 to 128 letters, digits or . _ : -, such as a UUID");
        }
        return given;
    }

    private static @Nullable TryOut tryOut(@Nullable TryOut canary) {
        if (canary != null && !(canary.share() > 0 && canary.share() <= MOST_CANARY)) {
            throw new HttpProblem(
                    400,
                    "Bad share",
                    "canary.share=" + canary.share()
                            + ": must be above 0 and at most 0.5; try 0.2, or leave canary out");
        }
        Integer outcomes = canary == null ? null : canary.minOutcomes();
        if (outcomes != null && outcomes < CanaryConfig.LEAST_OUTCOMES) {
            throw new HttpProblem(
                    400,
                    "Bad number",
                    "canary.minOutcomes=" + outcomes + ": must be at least " + CanaryConfig.LEAST_OUTCOMES
                            + ", 30 users in each arm");
        }
        return canary;
    }

    private static String model(Context context) {
        return context.pathParam("model");
    }

    private static int version(Context context) {
        return ReadRoutes.number(context.pathParam("version"));
    }
}
