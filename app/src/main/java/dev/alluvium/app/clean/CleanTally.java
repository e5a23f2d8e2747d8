package dev.alluvium.app.clean;

import dev.alluvium.cleaning.FileCleaner.Result;
import dev.alluvium.cleaning.personal.PersonalType;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** What became of a file's records, counted. */
public final class CleanTally {
    private final Map<String, Long> reasons = new TreeMap<>();
    private final Map<String, Long> filters = new TreeMap<>();
    private final Map<PersonalType, Long> redacted = new EnumMap<>(PersonalType.class);
    private long clean;
    private long erased;
    private long deadLetters;

    void add(Result result) {
        if (result instanceof Result.Clean passed) {
            clean++;
            passed.record().steps().forEach(step -> count(filters, step.substring(0, Math.max(0, step.indexOf(':')))));
        } else if (result instanceof Result.Rejected rejected) {
            count(reasons, rejected.record().reason().code());
        } else if (result instanceof Result.Erased) {
            erased++;
        } else {
            deadLetters++;
        }
    }

    void redacted(Map<PersonalType, Integer> counts) {
        counts.forEach((type, count) -> redacted.merge(type, (long) count, Long::sum));
    }

    /** Records of all outcomes. */
    public long records() {
        return clean + erased + deadLetters + rejected();
    }

    public long clean() {
        return clean;
    }

    public long rejected() {
        return reasons.values().stream().mapToLong(Long::longValue).sum();
    }

    /** The counts in lines for people. */
    public List<String> lines() {
        Map<String, Long> types = new TreeMap<>();
        redacted.forEach((type, count) -> types.put(type.code(), count));
        return List.of(
                "  clean         " + clean,
                "  rejected      " + rejected() + named(reasons),
                "  dead letters  " + deadLetters,
                "  erased facts  " + erased,
                "  changed       "
                        + filters.values().stream().mapToLong(Long::longValue).sum() + named(filters),
                "  redacted      "
                        + redacted.values().stream().mapToLong(Long::longValue).sum() + named(types));
    }

    private static void count(Map<String, Long> counts, String name) {
        counts.merge(name, 1L, Long::sum);
    }

    private static String named(Map<String, Long> counts) {
        return counts.isEmpty()
                ? ""
                : counts.entrySet().stream()
                        .map(entry -> entry.getKey() + " " + entry.getValue())
                        .collect(Collectors.joining(", ", ": ", ""));
    }
}
