package dev.alluvium.registry.adapter;

import dev.alluvium.contracts.config.CanaryConfig;
import dev.alluvium.contracts.config.Role;
import dev.alluvium.contracts.dataset.Exclusion;
import dev.alluvium.contracts.json.Json;
import dev.alluvium.contracts.registry.ModelState;
import dev.alluvium.contracts.registry.RegistryEvent;
import dev.alluvium.registry.decide.Decision;
import dev.alluvium.registry.decide.Decision.Accepted;
import dev.alluvium.registry.decide.Decision.Nothing;
import dev.alluvium.registry.decide.Decision.Refused;
import dev.alluvium.registry.decide.RegistryCommand;
import dev.alluvium.registry.decide.RegistryCommand.Cancel;
import dev.alluvium.registry.decide.RegistryCommand.Consolidate;
import dev.alluvium.registry.decide.RegistryCommand.Freeze;
import dev.alluvium.registry.decide.RegistryCommand.Order;
import dev.alluvium.registry.decide.RegistryCommand.Ordered;
import dev.alluvium.registry.decide.RegistryCommand.Promote;
import dev.alluvium.registry.decide.RegistryCommand.Reject;
import dev.alluvium.registry.decide.RegistryCommand.Requeue;
import dev.alluvium.registry.decide.RegistryCommand.Resume;
import dev.alluvium.registry.decide.RegistryCommand.Rollback;
import dev.alluvium.registry.decide.RegistryCommand.TryOut;
import dev.alluvium.runtime.http.HttpProblem;
import dev.alluvium.runtime.http.HttpServer;
import dev.alluvium.runtime.http.Route;
import dev.alluvium.runtime.store.ObjectStore;
import io.javalin.http.Context;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;

/** What operators may order over HTTP. Every order is answered when it is committed. */
public final class OrderRoutes {
    private static final String MODEL = ReadRoutes.MODELS + "/{model}";
    private static final String VERSION = MODEL + "/versions/{version}";
    private static final long LIMIT_SECONDS = 15;
    private static final double MOST_CANARY = 0.5;
    private static final Set<String> UNKNOWN = Set.of("unknown-model", "unknown-version");

    private final RegistryWriter writer;
    private final Excepted excepted;
    private final Clock clock;

    /**
     * The body of an order; every part is optional.
     *
     * @param approve overrule the gate's refusal; wants a reason
     * @param to the version to go back to
     * @param expectedFrom do nothing unless this is the champion
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

        Exclusion excluded() {
            return except == null ? Exclusion.NONE : except;
        }
    }

    /**
     * What an order did.
     *
     * @param done false if there was nothing to do; {@code note} says why
     * @param generation what replicas are to prove
     */
    public record OrderResult(
            String model,
            boolean done,
            String note,
            int champion,
            boolean frozen,
            long generation,
            List<RegistryEvent> events) {}

    public OrderRoutes(RegistryWriter writer, ObjectStore store, Clock clock) {
        this.writer = writer;
        excepted = new Excepted(store);
        this.clock = clock;
    }

    public List<Route> routes() {
        return List.of(
                order(
                        VERSION + ":promote",
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
                        MODEL + ":rollback",
                        (context, body) -> new Rollback(
                                model(context), body.to(), body.drill(), body.expectedFrom(), by(context, body))),
                order(MODEL + ":freeze", (context, body) -> new Freeze(model(context), by(context, body))),
                order(MODEL + ":cancel", (context, body) -> new Cancel(model(context), by(context, body))),
                order(MODEL + ":consolidate", (context, body) -> new Consolidate(model(context), by(context, body))),
                order(MODEL + ":resume", (context, body) -> new Resume(model(context), by(context, body))),
                order(MODEL + "/rounds/{round}:requeue", this::requeue));
    }

    private Requeue requeue(Context context, OrderBody body) {
        String round = context.pathParam("round");
        excepted.check(model(context), round, body.excluded());
        return new Requeue(model(context), round, body.excluded(), by(context, body));
    }

    private Route order(String path, BiFunction<Context, OrderBody, Ordered> parse) {
        return Route.post(path, Role.OPERATOR, context -> {
            Ordered order = parse.apply(context, body(context));
            context.json(answer(order, decide(order)));
        });
    }

    private Decision decide(Ordered order) throws InterruptedException {
        try {
            return writer.submit(order).get(LIMIT_SECONDS, TimeUnit.SECONDS);
        } catch (ExecutionException | TimeoutException e) {
            throw new HttpProblem(
                    503,
                    "Outcome unknown",
                    "the registry could not commit in time; look at alluvium history " + order.model()
                            + " before you order it again");
        }
    }

    private OrderResult answer(RegistryCommand order, Decision decision) {
        if (decision instanceof Refused refused) {
            throw new HttpProblem(
                    UNKNOWN.contains(refused.code()) ? 404 : 409,
                    "Refused: " + refused.code(),
                    refused.message() + "; " + refused.remedy(),
                    Map.of("code", refused.code(), "remedy", refused.remedy()));
        }
        if (decision instanceof Nothing nothing) {
            return result(writer.state().get(order.model()), false, nothing.why(), List.of());
        }
        Accepted accepted = (Accepted) decision;
        return result(accepted.after().get(order.model()), true, "committed", accepted.events());
    }

    private static OrderResult result(ModelState model, boolean done, String note, List<RegistryEvent> events) {
        return new OrderResult(model.model(), done, note, model.champion(), model.frozen(), model.generation(), events);
    }

    private static OrderBody body(Context context) {
        byte[] bytes = context.bodyAsBytes();
        try {
            return bytes.length == 0 ? OrderBody.EMPTY : Json.read(bytes, OrderBody.class);
        } catch (UncheckedIOException e) {
            throw new HttpProblem(
                    400,
                    "Bad body",
                    "must be JSON with reason, approve, to, drill, expectedFrom, canary, except, each optional");
        }
    }

    private Order by(Context context, OrderBody body) {
        String reason = body.reason();
        return new Order(HttpServer.actor(context), reason == null ? "" : reason.strip(), clock.instant());
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
