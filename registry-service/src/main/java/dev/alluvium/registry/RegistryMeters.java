package dev.alluvium.registry;

import dev.alluvium.runtime.metrics.MeterSpec;
import dev.alluvium.runtime.metrics.MeterType;
import java.util.List;

/** Every meter of the registry. */
public enum RegistryMeters implements MeterSpec {
    DECISIONS(
            MeterType.COUNTER,
            "decisions",
            "",
            "Commands by what came of them: accepted, refused, nothing or undecodable.",
            List.of("command", "outcome")),
    EVENTS(MeterType.COUNTER, "events", "", "Events appended to the log.", List.of("type")),
    DECISION_TIME(
            MeterType.TIMER, "decision.time", "seconds", "From taking a command to its commit.", List.of("command")),
    CHAMPION(MeterType.GAUGE, "champion.version", "", "The version that is champion.", List.of("model")),
    GENERATION(MeterType.GAUGE, "generation", "", "The generation that replicas should prove.", List.of("model")),
    FROZEN(MeterType.GAUGE, "frozen", "", "1 while nothing is promoted automatically.", List.of("model")),
    WAITING(MeterType.GAUGE, "waiting", "", "Versions that wait for an operator.", List.of("model")),
    WATCHING(MeterType.GAUGE, "watching", "", "1 while users may still take the champion back.", List.of("model")),
    ROLLBACKS(
            MeterType.COUNTER,
            "rollbacks",
            "",
            "Rollbacks by cause: order, watch (users showed that the new version is worse) or drill.",
            List.of("model", "cause")),
    ROUNDS(MeterType.GAUGE, "rounds", "", "Rounds by stage.", List.of("model", "stage")),
    RESTORED(
            MeterType.COUNTER,
            "desired.restored",
            "",
            "Desired states that the registry wrote again because somebody else wrote under their keys.",
            List.of("model")),
    LEADING(MeterType.GAUGE, "leading", "", "1 while this registry is the one that decides.", List.of()),
    EXPORTED(MeterType.COUNTER, "exported.events", "", "Events exported to the bucket.", List.of());

    private final Declaration declaration;

    RegistryMeters(MeterType type, String suffix, String unit, String description, List<String> tagKeys) {
        this.declaration = new Declaration("alluvium.registry." + suffix, type, unit, description, tagKeys);
    }

    @Override
    public Declaration declaration() {
        return declaration;
    }
}
