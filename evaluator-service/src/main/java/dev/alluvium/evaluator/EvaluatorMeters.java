package dev.alluvium.evaluator;

import dev.alluvium.runtime.metrics.MeterSpec;
import dev.alluvium.runtime.metrics.MeterType;
import java.util.List;

/** Every meter of the evaluator. */
public enum EvaluatorMeters implements MeterSpec {
    EVALUATIONS("evaluations", MeterType.COUNTER, "Evaluations by what they decided", "model", "decision"),
    RULES("rules", MeterType.COUNTER, "Results of the gate's rules", "rule", "status"),
    DURATION("duration", MeterType.TIMER, "Time from an adapter to its verdict", "model"),
    NEW_FACTS_KNOWN("new.facts.known", MeterType.GAUGE, "Share of new facts that the last candidate knew", "model"),
    EARLIER_FACTS_LOST(
            "earlier.facts.lost", MeterType.GAUGE, "Share of earlier facts that the last candidate lost", "model"),
    PROBED_FACTS("probed.facts", MeterType.GAUGE, "Facts with trusted probes", "model"),
    EXPERIMENTS(
            "experiments",
            MeterType.COUNTER,
            "Live experiments, and the watches after them, by how they ended",
            "model",
            "conclusion"),
    RUNNING("running", MeterType.GAUGE, "1 while an adapter is evaluated");

    private final Declaration declaration;

    EvaluatorMeters(String suffix, MeterType type, String description, String... tagKeys) {
        this.declaration = new Declaration("alluvium.evaluator." + suffix, type, "", description, List.of(tagKeys));
    }

    @Override
    public Declaration declaration() {
        return declaration;
    }
}
