package dev.alluvium.settings;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One spelling for dates, numbers and measures.
 *
 * @param dates whether dates become ISO 8601
 * @param numbers whether 3万 becomes 30000 and 1,200 becomes 1200
 * @param units the canonical unit of a dimension, such as {@code mass: kg}; a dimension that is not named is left alone
 */
@WhenOff(remedy = "write cleaning: { stages: { values: off } }")
public record ValueSettings(
        @Nullable Boolean dates,
        @Nullable Boolean numbers,
        @Nullable Map<String, String> units) {
    public static final ValueSettings DEFAULT = new ValueSettings(null, null, null);

    public ValueSettings {
        dates = dates == null || dates;
        numbers = numbers == null || numbers;
        units = units == null ? Map.of() : Map.copyOf(units);
    }
}
