package dev.alluvium.cleaning.adapter;

import dev.alluvium.contracts.record.ReasonCode;
import dev.alluvium.contracts.record.RejectedRecord;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Which rejected records are listed.
 *
 * @param wanted values by the names of {@link #NAMES}; a record has to have all of them
 */
record RejectedFilter(Map<String, String> wanted) implements Predicate<RejectedRecord> {
    private static final Map<String, Function<RejectedRecord, @Nullable String>> FIELDS = Map.of(
            "model", RejectedRecord::model,
            "reason", rejected -> rejected.reason().code(),
            "stage", RejectedRecord::stage,
            "fact", RejectedRecord::fact,
            "record", RejectedRecord::recordId,
            "source", RejectedFilter::source);

    /** By what can be chosen. */
    static final Set<String> NAMES = FIELDS.keySet();

    /** @throws IllegalArgumentException if there is no such reason */
    RejectedFilter {
        wanted = Map.copyOf(wanted);
        String reason = wanted.get("reason");
        if (reason != null
                && Arrays.stream(ReasonCode.values())
                        .noneMatch(code -> code.code().equals(reason))) {
            throw new IllegalArgumentException("reason=" + reason + ": must be one of "
                    + Arrays.stream(ReasonCode.values()).map(ReasonCode::code).collect(Collectors.joining(", ")));
        }
    }

    /** @param query the value of a name, null where none is given */
    static RejectedFilter of(Function<String, @Nullable String> query) {
        Map<String, String> wanted = new HashMap<>();
        for (String name : NAMES) {
            String value = query.apply(name);
            if (value != null) {
                wanted.put(name, value);
            }
        }
        return new RejectedFilter(wanted);
    }

    @Override
    public boolean test(RejectedRecord record) {
        return wanted.entrySet().stream()
                .allMatch(each -> each.getValue()
                        .equals(Objects.requireNonNull(FIELDS.get(each.getKey()))
                                .apply(record)));
    }

    private static @Nullable String source(RejectedRecord rejected) {
        return rejected.record() == null ? null : rejected.record().source();
    }
}
