package dev.alluvium.evaluator.user;

import dev.alluvium.contracts.record.AnswerMatcher;
import dev.alluvium.contracts.record.Probe;
import dev.alluvium.evaluator.match.AnswerMatching;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** A model's own suites, and what their checks make of an answer. */
public final class UserSuites {
    /** A model without suites of its own. */
    public static final UserSuites NONE = new UserSuites(List.of());

    private final List<UserSuite> suites;
    private final Map<String, CelCheck> checks = new HashMap<>();

    /**
     * Compiles the checks.
     *
     * @throws IllegalArgumentException if one of them is no well-typed expression
     */
    public UserSuites(List<UserSuite> suites) {
        this.suites = List.copyOf(suites);
        suites.stream()
                .flatMap(suite -> suite.cases().stream())
                .flatMap(fact -> fact.probes().stream())
                .filter(probe -> probe.matcher() == AnswerMatcher.CHECK)
                .forEach(probe -> checks.computeIfAbsent(probe.expect(), CelCheck::compile));
    }

    /** In the order in which they are configured. */
    public List<UserSuite> suites() {
        return suites;
    }

    /** Whether an answer passes a probe of any suite. */
    public boolean passes(Probe probe, String answer) {
        if (probe.matcher() != AnswerMatcher.CHECK) {
            return AnswerMatching.pass(probe, answer);
        }
        CelCheck check = checks.get(probe.expect());
        if (check == null) {
            throw new IllegalArgumentException("the check " + probe.expect() + " belongs to no suite of this model");
        }
        return check.passes(probe.prompt(), answer);
    }
}
