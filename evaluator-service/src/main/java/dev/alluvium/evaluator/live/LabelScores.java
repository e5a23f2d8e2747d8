package dev.alluvium.evaluator.live;

import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What applications' usual labels are worth. */
public final class LabelScores {
    private static final Map<String, Double> SCORES = Map.ofEntries(
            Map.entry("good", 1.0),
            Map.entry("up", 1.0),
            Map.entry("thumbs-up", 1.0),
            Map.entry("like", 1.0),
            Map.entry("accepted", 1.0),
            Map.entry("resolved", 1.0),
            Map.entry("neutral", 0.5),
            Map.entry("bad", 0.0),
            Map.entry("down", 0.0),
            Map.entry("thumbs-down", 0.0),
            Map.entry("dislike", 0.0),
            Map.entry("rejected", 0.0),
            Map.entry("escalated", 0.0));

    private LabelScores() {}

    /** The score of a label; null for one that says nothing about better or worse. */
    public static @Nullable Double of(@Nullable String label) {
        return label == null ? null : SCORES.get(label.toLowerCase(Locale.ROOT).replace('_', '-'));
    }
}
