package dev.alluvium.bench.clean;

import dev.alluvium.bench.clean.PersonalCorpus.Case;
import dev.alluvium.cleaning.personal.Placeholders;
import dev.alluvium.cleaning.personal.Redactor;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** What the redactor finds in a corpus whose personal data is known. */
public final class PersonalBench {
    private PersonalBench() {}

    /**
     * One row.
     *
     * @param right personal values that are gone under a placeholder of their type, or texts of things left as they were
     */
    public record Score(int texts, int right) {
        Score plus(boolean hit) {
            return new Score(texts + 1, right + (hit ? 1 : 0));
        }

        /** Recall of a type, or the share of things left alone. */
        public double share() {
            return texts == 0 ? 1 : (double) right / texts;
        }
    }

    /**
     * Scores of a corpus.
     *
     * @param personal by type
     * @param things by sort of number
     */
    public record Report(Map<String, Score> personal, Map<String, Score> things) {
        /** Share of the personal values that were found. */
        public double recall() {
            return total(personal).share();
        }

        /** Share of the texts about things that were changed. */
        public double falsePositives() {
            return 1 - total(things).share();
        }

        private static Score total(Map<String, Score> scores) {
            return scores.values().stream()
                    .reduce(new Score(0, 0), (a, b) -> new Score(a.texts + b.texts, a.right + b.right));
        }
    }

    /** Redacts every text by itself. */
    public static Report run(Redactor redactor, List<Case> corpus) {
        Map<String, Score> personal = new TreeMap<>();
        Map<String, Score> things = new TreeMap<>();
        for (Case each : corpus) {
            String redacted = redactor.redact(each.text(), new Placeholders());
            boolean hit = each.type() == null
                    ? redacted.equals(each.text())
                    : !redacted.contains(each.value())
                            && redacted.contains("<" + each.type().name() + "_1>");
            (each.type() == null ? things : personal)
                    .merge(each.kind(), new Score(1, hit ? 1 : 0), (a, b) -> a.plus(hit));
        }
        return new Report(personal, things);
    }
}
