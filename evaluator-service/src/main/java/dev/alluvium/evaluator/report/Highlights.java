package dev.alluvium.evaluator.report;

import java.util.List;
import java.util.function.Predicate;

/** Facts by example: what the candidate learnt, missed and forgot, and where it still answers the old value. */
public record Highlights(List<String> learnt, List<String> missed, List<String> forgotten, List<String> stale) {
    private static final int MOST = 10;
    private static final double HALF = 0.5;

    public Highlights {
        learnt = List.copyOf(learnt);
        missed = List.copyOf(missed);
        forgotten = List.copyOf(forgotten);
        stale = List.copyOf(stale);
    }

    static Highlights of(List<SuiteReport> suites) {
        return new Highlights(
                facts(suites, "new-facts", fact -> fact.candidate() > HALF && fact.reference() <= HALF),
                facts(suites, "new-facts", fact -> fact.candidate() <= HALF),
                facts(suites, "earlier-facts", fact -> fact.candidate() < fact.reference()),
                facts(suites, "superseded", fact -> fact.candidate() > 0));
    }

    private static List<String> facts(List<SuiteReport> suites, String name, Predicate<FactReport> wanted) {
        return suites.stream()
                .filter(suite -> suite.suite().equals(name))
                .flatMap(suite -> suite.facts().stream())
                .filter(wanted)
                .map(FactReport::fact)
                .limit(MOST)
                .toList();
    }
}
