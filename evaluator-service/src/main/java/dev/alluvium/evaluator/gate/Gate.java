package dev.alluvium.evaluator.gate;

import dev.alluvium.contracts.evaluation.Decision;
import dev.alluvium.contracts.evaluation.RuleResult;
import dev.alluvium.contracts.evaluation.RuleResult.Status;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Decides whether a version may become champion. Only a verdict in which every rule that applies has passed promotes;
 * what is missing or cannot be judged never does, and every verdict says what ends it.
 */
public final class Gate {
    private static final List<GateRule> RULES = List.of(
            new NewFactsFloor(),
            new NewFactsGain(),
            new EarlierFactsLoss(),
            new GeneralLoss(),
            new SupersededValues(),
            new TrustedContradictions(),
            new AnswerPerplexity());
    private static final Set<String> ON_NEW_FACTS = Set.of(NewFactsFloor.NAME, NewFactsGain.NAME);

    private Gate() {}

    /** The verdict on one evaluation. */
    public static GateVerdict decide(Observations seen, Thresholds thresholds, RoundContext round) {
        EvidenceBasis basis = round.rebuilt()
                ? EvidenceBasis.ofRebuild(seen, thresholds)
                : EvidenceBasis.of(seen.newFacts(), thresholds);
        Observations judged = new Observations(
                basis.facts(),
                seen.earlierFacts(),
                seen.general(),
                seen.superseded(),
                seen.perplexity(),
                seen.contradictions());
        boolean few = round.rebuilt()
                ? seen.earlierFacts().facts() == 0
                : basis.facts().facts() < thresholds.minFacts();
        List<RuleResult> rules = new ArrayList<>();
        for (GateRule rule : RULES) {
            RuleResult result = rule.judge(judged, thresholds);
            rules.add(few ? unjudged(result) : result);
        }
        if (!basis.setAside().isEmpty()) {
            rules.add(setAside(basis));
        }
        return conclude(new Findings(basis, List.copyOf(rules), few), thresholds, round);
    }

    private static GateVerdict conclude(Findings found, Thresholds thresholds, RoundContext round) {
        if (found.any(Status.FAILED)) {
            return found.verdict(
                    Decision.FAILED, "refused: " + found.details(Status.FAILED) + ". " + round.whenRefused());
        }
        if (found.any(Status.MISSING)) {
            return found.verdict(
                    Decision.INCONCLUSIVE,
                    "not judged: " + found.details(Status.MISSING) + ". " + round.whenUnjudged());
        }
        if (found.few() && round.rebuilt()) {
            return found.held(
                    Decision.INCONCLUSIVE,
                    "no live fact can be asked about, so an operator decides: promote or reject it.");
        }
        if (found.few() && round.imported()) {
            return found.held(
                    Decision.INCONCLUSIVE,
                    "it was imported and no round came with it, so an operator decides: promote or reject it.");
        }
        if (found.few()) {
            String has = "needs " + thresholds.minFacts() + " new facts that can be asked about, has "
                    + found.basis().facts().facts();
            return round.forced()
                    ? found.held(
                            Decision.INCONCLUSIVE,
                            has + "; the round was cut by command, so an operator decides: promote or reject it.")
                    : found.verdict(
                            Decision.INCONCLUSIVE,
                            "not judged: " + has + ". The round is tried again with the next ones.");
        }
        String evidence = found.basis().tier().code();
        return found.basis().tier().atLeast(thresholds.evidence())
                ? found.verdict(Decision.SUCCESSFUL, "every rule passed on " + evidence + " evidence")
                : found.held(
                        Decision.SUCCESSFUL,
                        "every rule passed on " + evidence + " evidence, but gate.evidence asks for "
                                + thresholds.evidence().code()
                                + "; promote it by hand, or push probes and evaluate again.");
    }

    /** With too few new facts their rules show their figures, but decide nothing. */
    private static RuleResult unjudged(RuleResult result) {
        boolean decided = result.status() == Status.PASSED || result.status() == Status.FAILED;
        return decided && ON_NEW_FACTS.contains(result.rule()) ? Results.with(result, Status.INCONCLUSIVE) : result;
    }

    private static RuleResult setAside(EvidenceBasis basis) {
        SuiteScores rest = SuiteScores.complete(basis.setAside());
        return new RuleResult(
                "new-facts.weaker",
                Status.ADVISORY,
                rest.candidateMean(),
                null,
                null,
                rest.facts(),
                rest.facts() + " new facts have weaker evidence only; no rule rests on them");
    }

    /** What the rules found, and what they looked at. */
    private record Findings(EvidenceBasis basis, List<RuleResult> rules, boolean few) {
        boolean any(Status status) {
            return rules.stream().anyMatch(rule -> rule.status() == status);
        }

        String details(Status status) {
            return rules.stream()
                    .filter(rule -> rule.status() == status)
                    .map(rule -> rule.rule() + " " + rule.detail())
                    .collect(Collectors.joining("; "));
        }

        GateVerdict verdict(Decision decision, String reason) {
            return new GateVerdict(decision, basis.tier(), false, rules, reason);
        }

        GateVerdict held(Decision decision, String reason) {
            return new GateVerdict(decision, basis.tier(), true, rules, "held: " + reason);
        }
    }
}
