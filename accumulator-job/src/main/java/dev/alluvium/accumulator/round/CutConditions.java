package dev.alluvium.accumulator.round;

import dev.alluvium.settings.TriggerConfig;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Says in words what a round of pending records still needs, and which events end the wait. */
final class CutConditions {
    private CutConditions() {}

    static String words(RoundSelection selection, TriggerConfig trigger, Instant now) {
        List<String> needs = new ArrayList<>();
        List<String> ends = new ArrayList<>();
        needs.add("needs %d records, has %d"
                .formatted(trigger.records(), selection.accepted().size()));
        ends.add("at " + trigger.records());
        if (trigger.tokens() != null) {
            needs.add("or %d tokens, has %d".formatted(trigger.tokens(), selection.tokens()));
            ends.add("at %d tokens".formatted(trigger.tokens()));
        }
        int minFacts = trigger.minFacts();
        int fewFacts = trigger.leastFewFacts();
        Optional<Instant> maxWait = Triggers.dueAt(selection, trigger);
        if (selection.facts() < minFacts) {
            String few = maxWait.isPresent() && fewFacts < minFacts ? " (%d by max-wait)".formatted(fewFacts) : "";
            needs.add("needs %d facts%s, has %d".formatted(minFacts, few, selection.facts()));
        }
        maxWait.ifPresent(due -> ends.add(in(now, due, fewFacts)));
        Optional.ofNullable(trigger.idle())
                .ifPresent(idle -> ends.add("once nothing came for " + amount(idle) + " (idle)"));
        return String.join("; ", needs) + "; ends " + String.join(", ", ends) + ", or by push --wait";
    }

    private static String in(Instant now, Instant due, int fewFacts) {
        Duration left = Duration.between(now, due);
        if (left.isNegative() || left.isZero()) {
            return "by max-wait as soon as there are " + fewFacts + " facts";
        }
        return (left.compareTo(Duration.ofMinutes(1)) < 0 ? "within a minute" : "in " + amount(left)) + " by max-wait";
    }

    private static String amount(Duration time) {
        long minutes = time.toMinutes();
        if (minutes >= 60) {
            return minutes / 60 + " h";
        }
        return minutes > 0 ? minutes + " min" : time.toSeconds() + " s";
    }
}
