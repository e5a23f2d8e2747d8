package dev.alluvium.settings;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How often a round's facts are trained in an epoch, by an attribute of their records: 2 is twice, 0.5 is in every
 * second epoch on average. Every fact is trained at least once in a run, whatever its weight.
 *
 * @param attribute a key of the records' attributes; {@code source} and {@code language} name these fields
 * @param weights by the attribute's value
 * @param other of any other value, and of records without the attribute
 */
@WhenOff(absent = true)
public record SamplingConfig(
        String attribute,
        @LeftOut("required") Map<String, Double> weights,
        @Default("1") double other) {
    private static final double MOST = 100;

    public SamplingConfig {
        if (attribute == null || attribute.isBlank() || weights.isEmpty()) {
            throw new IllegalArgumentException(
                    "sampling: needs an attribute and weights; try { attribute: department, weights: { sales: 2 } }");
        }
        weights = Map.copyOf(weights);
        weights.forEach(SamplingConfig::check);
        check("other", other);
    }

    private static void check(String value, double weight) {
        if (!(weight > 0 && weight <= MOST)) {
            throw new IllegalArgumentException("weights." + value + "=" + weight
                    + ": must be greater than 0 and at most 100; to leave records out, do not push them");
        }
    }

    /** The weight of a record's value; null where the record has none. */
    public double weight(@Nullable String value) {
        return value == null ? other : weights.getOrDefault(value, other);
    }
}
