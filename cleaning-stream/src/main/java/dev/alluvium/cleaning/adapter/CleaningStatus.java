package dev.alluvium.cleaning.adapter;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The counts that {@code alluvium status} shows. */
public final class CleaningStatus {
    private CleaningStatus() {}

    /**
     * Clean, rejected by reason, dead letters, held; each received record is in exactly one of them.
     *
     * @param rulesProblem what is wrong with the rules file as it is now; null if nothing is
     */
    public static Map<String, Object> of(Map<String, Long> counts, @Nullable String rulesProblem) {
        Map<String, Long> rejected = new TreeMap<>();
        counts.forEach((name, count) -> {
            if (name.startsWith(OutcomeCounts.REJECTED)) {
                rejected.put(name.substring(OutcomeCounts.REJECTED.length()), count);
            }
        });
        Map<String, Object> status = new LinkedHashMap<>();
        status.put("clean", counts.getOrDefault(OutcomeCounts.CLEAN, 0L));
        status.put("rejected", rejected);
        status.put("deadLetters", counts.getOrDefault(OutcomeCounts.DEAD_LETTERS, 0L));
        status.put("held", held(counts));
        if (rulesProblem != null) {
            status.put("rules", rulesProblem + "; the rules before go on holding");
        }
        return status;
    }

    /** How many records wait for a verdict. */
    public static long held(Map<String, Long> counts) {
        return counts.getOrDefault(OutcomeCounts.HELD, 0L);
    }
}
