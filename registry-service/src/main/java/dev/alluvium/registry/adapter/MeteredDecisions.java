package dev.alluvium.registry.adapter;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import dev.alluvium.contracts.registry.RegistryEvent;
import dev.alluvium.contracts.registry.RegistryEvent.Change;
import dev.alluvium.contracts.registry.RegistryEvent.RolledBack;
import dev.alluvium.knowledge.registry.ModelState;
import dev.alluvium.knowledge.registry.RegistryState;
import dev.alluvium.knowledge.registry.RoundState;
import dev.alluvium.knowledge.registry.VersionState;
import dev.alluvium.registry.RegistryMeters;
import dev.alluvium.registry.decide.RegistryCommand;
import dev.alluvium.registry.decide.RegistryCommand.Ordered;
import dev.alluvium.registry.decide.RegistryDecider;
import dev.alluvium.registry.decide.RegistryDecision;
import dev.alluvium.registry.decide.RegistryDecision.Accepted;
import dev.alluvium.runtime.metrics.GaugeRows;
import dev.alluvium.runtime.metrics.Meters;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.ToLongFunction;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Counts and logs every decision, and keeps the gauges of the models. */
public final class MeteredDecisions implements RegistryWriter.Listener {
    private static final Logger LOG = LoggerFactory.getLogger(MeteredDecisions.class);
    private static final Map<Class<?>, String> TYPES = types();

    private static final String ORDER = "order";
    private static final String WATCH = "watch";
    private static final String DRILL = "drill";
    private static final List<String> CAUSES = List.of(ORDER, WATCH, DRILL);

    private final Meters meters;
    private final Map<RegistryMeters, GaugeRows> perModel = new HashMap<>();

    public MeteredDecisions(MeterRegistry registry) {
        meters = new Meters(registry);
        for (RegistryMeters meter : List.of(
                RegistryMeters.CHAMPION,
                RegistryMeters.GENERATION,
                RegistryMeters.FROZEN,
                RegistryMeters.WAITING,
                RegistryMeters.WATCHING,
                RegistryMeters.ROUNDS)) {
            perModel.put(meter, meters.rows(meter));
        }
    }

    @Override
    public void decided(RegistryCommand command, RegistryDecision decision, Duration took) {
        String name = command.getClass().getSimpleName().toLowerCase(Locale.ROOT);
        String outcome = decision.getClass().getSimpleName().toLowerCase(Locale.ROOT);
        meters.counter(RegistryMeters.DECISIONS, name, outcome).increment();
        meters.timer(RegistryMeters.DECISION_TIME, name).record(took);
        if (decision instanceof Accepted accepted) {
            accepted.events().forEach(this::count);
            gauges(accepted.after());
        } else if (!(command instanceof Ordered)) {
            LOG.atInfo().addKeyValue("model", command.model()).log("{}: {}", name, decision);
        }
    }

    @Override
    public void undecodable(String topic) {
        meters.counter(RegistryMeters.DECISIONS, "message", "undecodable").increment();
    }

    @Override
    public void restored(String model) {
        meters.counter(RegistryMeters.RESTORED, model).increment();
        LOG.atWarn()
                .addKeyValue("model", model)
                .log(
                        "somebody else wrote what should be served, and no replica believes it; the registry said again what"
                                + " should be: give the password of serving.desired to nobody else");
    }

    /** Sets the gauges to a state. */
    public void gauges(RegistryState state) {
        perModel(RegistryMeters.CHAMPION, state, ModelState::champion);
        perModel(RegistryMeters.GENERATION, state, ModelState::generation);
        perModel(RegistryMeters.FROZEN, state, model -> model.frozen() ? 1 : 0);
        perModel(
                RegistryMeters.WAITING,
                state,
                model -> model.openCandidates().stream()
                        .filter(version -> version.stage() == VersionState.Stage.REVIEW)
                        .count());
        perModel(RegistryMeters.WATCHING, state, model -> model.watch() == null ? 0 : 1);
        state.models().keySet().forEach(model -> CAUSES.forEach(cause -> rollbacks(model, cause)));
        Map<List<String>, Long> rounds = new HashMap<>();
        for (ModelState model : state.models().values()) {
            for (RoundState.Stage stage : RoundState.Stage.values()) {
                long count = model.rounds().values().stream()
                        .filter(round -> round.stage() == stage)
                        .count();
                rounds.put(List.of(model.model(), stage.name().toLowerCase(Locale.ROOT)), count);
            }
        }
        gauge(RegistryMeters.ROUNDS).set(rounds);
    }

    private void perModel(RegistryMeters meter, RegistryState state, ToLongFunction<ModelState> value) {
        Map<List<String>, Long> rows = new HashMap<>();
        state.models().values().forEach(model -> rows.put(List.of(model.model()), value.applyAsLong(model)));
        gauge(meter).set(rows);
    }

    private GaugeRows gauge(RegistryMeters meter) {
        GaugeRows gauge = perModel.get(meter);
        if (gauge == null) {
            throw new IllegalStateException(meter + " is no gauge of models");
        }
        return gauge;
    }

    private void count(RegistryEvent event) {
        String type = TYPES.getOrDefault(event.change().getClass(), "unknown");
        meters.counter(RegistryMeters.EVENTS, type).increment();
        if (event.change() instanceof RolledBack back) {
            boolean ordered = !event.actor().equals(RegistryDecider.SELF);
            rollbacks(event.model(), back.drill() ? DRILL : ordered ? ORDER : WATCH)
                    .increment();
        }
        LOG.atInfo()
                .addKeyValue("model", event.model())
                .addKeyValue("event", event.id())
                .addKeyValue("actor", event.actor())
                .log(type);
    }

    private Counter rollbacks(String model, String cause) {
        return meters.counter(RegistryMeters.ROLLBACKS, model, cause);
    }

    private static Map<Class<?>, String> types() {
        Map<Class<?>, String> types = new HashMap<>();
        Arrays.stream(Change.class.getAnnotation(JsonSubTypes.class).value())
                .forEach(type -> types.put(type.value(), type.name()));
        return types;
    }
}
