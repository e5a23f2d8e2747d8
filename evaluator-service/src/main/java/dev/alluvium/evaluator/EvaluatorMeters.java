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

    private final String suffix;
    private final MeterType type;
    private final String description;
    private final List<String> tagKeys;

    EvaluatorMeters(String suffix, MeterType type, String description, String... tagKeys) {
        this.suffix = suffix;
        this.type = type;
        this.description = description;
        this.tagKeys = List.of(tagKeys);
    }

    @Override
    public String meterName() {
        return "alluvium.evaluator." + suffix;
    }

    @Override
    public MeterType type() {
        return type;
    }

    /** Shares and counts have none. */
    @Override
    public String unit() {
        return "";
    }

    @Override
    public String description() {
        return description;
    }

    @Override
    public List<String> tagKeys() {
        return tagKeys;
    }
}
