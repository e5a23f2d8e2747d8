package dev.alluvium.registry.decide;

import dev.alluvium.contracts.evaluation.AdapterEvaluated;
import dev.alluvium.contracts.evaluation.RuleResult;
import dev.alluvium.contracts.evaluation.RuleResult.Status;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Finds what a verdict that says Successful leaves open. A verdict with a gap promotes nothing by itself, whichever
 * evaluator sent it.
 */
final class VerdictGaps {
    /** The rule on what the version kept of its base. */
    private static final String GENERAL = "general";

    private static final Set<Status> REFUSING = EnumSet.of(Status.FAILED, Status.MISSING);

    private VerdictGaps() {}

    /** The first gap in a few words; empty if there is none. */
    static Optional<String> in(AdapterEvaluated evaluation) {
        List<RuleResult> rules = evaluation.verdict().rules();
        Optional<RuleResult> refusing =
                rules.stream().filter(rule -> REFUSING.contains(rule.status())).findFirst();
        if (refusing.isPresent()) {
            return refusing.map(rule -> "its rule " + rule.rule() + " is " + rule.status());
        }
        boolean kept = rules.stream().anyMatch(rule -> rule.rule().equals(GENERAL) && rule.status() == Status.PASSED);
        if (!kept) {
            return Optional.of("no general suite shows what the version forgot");
        }
        return evaluation.content() == null
                ? Optional.of("it does not say which records it judged, so verdicts on them cannot be counted")
                : Optional.empty();
    }
}
