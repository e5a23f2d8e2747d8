package dev.alluvium.settings;

import dev.alluvium.settings.binder.RecordBinder;
import java.util.Map;

/**
 * One spelling for dates, numbers and measures.
 *
 * @param dates whether dates become ISO 8601
 * @param numbers whether 3万 becomes 30000 and 1,200 becomes 1200
 * @param units the canonical unit of a dimension, such as {@code mass: kg}; a dimension that is not named is left alone
 */
@WhenOff(remedy = "write cleaning: { stages: { values: off } }")
public record ValueSettings(
        @Default("on") boolean dates, @Default("on") boolean numbers, Map<String, String> units) {
    public static final ValueSettings DEFAULT = RecordBinder.defaults(ValueSettings.class);

    public ValueSettings {
        units = Map.copyOf(units);
    }
}
