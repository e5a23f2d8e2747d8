package dev.alluvium.evaluator.gate;

import dev.alluvium.contracts.evaluation.EvaluationDecision;
import dev.alluvium.contracts.evaluation.RuleResult;
import dev.alluvium.contracts.evaluation.RuleResult.Status;
import dev.alluvium.contracts.evaluation.Verdict;
import dev.alluvium.contracts.record.ProbeTier;
import dev.alluvium.settings.GateMode;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

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
    private static final List<GateRule> ON_TEXTS = List.of(
            new AnswersBelong(), new AnswersLearnt(), new AnswersGain(), new AnswersRouge(), new EarlierTextsLoss());
    private static final Set<String> ON_NEW_FACTS = Set.of(NewFactsFloor.NAME, NewFactsGain.NAME);
    private static final Set<String> ON_NEW_TEXTS =
            Set.of(AnswersBelong.NAME, AnswersLearnt.NAME, AnswersGain.NAME, AnswersRouge.NAME);

    private Gate() {}

    /** The verdict on one evaluation. */
    public static Verdict decide(Observations seen, Thresholds thresholds, RoundContext round) {
        EvidenceBasis basis = round.rebuilt()
                ? EvidenceBasis.ofRebuild(seen, thresholds)
                : EvidenceBasis.of(seen.newFacts(), thresholds);
        SampleSize sample = SampleSize.of(seen, basis.facts(), thresholds, round);
        Observations judged = seen.restingOn(basis.facts());
        List<RuleResult> rules = new ArrayList<>();
        List<RuleResult> unjudged = new ArrayList<>();
        for (GateRule rule : rules(seen)) {
            RuleResult result = rule.judge(judged, thresholds);
            rules.add(weighed(result, sample, seen.profile()));
            if (result.status() == Status.INCONCLUSIVE && !advises(result, seen.profile())) {
                unjudged.add(result);
            }
        }
        seen.suites().forEach(suite -> rules.addAll(UserSuiteRules.judge(suite)));
        if (!basis.setAside().isEmpty()) {
            rules.add(setAside(basis));
        }
        Findings findings =
                new Findings(sample.evidence(basis.tier()), List.copyOf(rules), List.copyOf(unjudged), sample);
        SuiteScores asked = round.rebuilt() ? seen.earlierFacts() : seen.newFacts();
        return conclude(findings, thresholds, round, EvidenceBasis.shortfall(asked, thresholds));
    }

    /** @param shortfall of evidence, said where that alone holds the version */
    private static Verdict conclude(Findings found, Thresholds thresholds, RoundContext round, String shortfall) {
        if (found.any(Status.FAILED)) {
            return found.verdict(
                    EvaluationDecision.FAILED, "refused: " + found.details(Status.FAILED) + ". " + round.whenRefused());
        }
        if (found.any(Status.MISSING)) {
            return found.verdict(
                    EvaluationDecision.INCONCLUSIVE,
                    "not judged: " + found.details(Status.MISSING) + ". " + round.whenUnjudged());
        }
        if (found.sample().few() && round.rebuilt()) {
            return found.held(
                    EvaluationDecision.INCONCLUSIVE,
                    "no live fact can be asked about, so an operator decides: promote or reject it.");
        }
        if (found.sample().few() && round.imported()) {
            return found.held(
                    EvaluationDecision.INCONCLUSIVE,
                    "it was imported and no round came with it, so an operator decides: promote or reject it.");
        }
        if (found.sample().few()) {
            return found.held(
                    EvaluationDecision.INCONCLUSIVE,
                    found.sample().has(thresholds) + ", so an operator decides: promote or reject it.");
        }
        if (!found.unjudged().isEmpty()) {
            return found.held(
                    EvaluationDecision.INCONCLUSIVE,
                    "nothing was refused, but not all of it could be judged, so an operator decides.");
        }
        String evidence = found.tier().code();
        return found.tier().atLeast(thresholds.evidence())
                ? found.verdict(EvaluationDecision.SUCCESSFUL, "every rule passed on " + evidence + " evidence")
                : found.held(
                        EvaluationDecision.SUCCESSFUL,
                        "every rule passed on " + evidence + " evidence, but gate.evidence asks for "
                                + thresholds.evidence().code() + shortfall + ". " + round.whenHeld());
    }

    private static List<GateRule> rules(Observations seen) {
        boolean texts = seen.profile() != GateMode.FACTS
                || seen.texts().expected() > 0
                || seen.earlierTexts().expected() > 0;
        return texts ? Stream.concat(RULES.stream(), ON_TEXTS.stream()).toList() : RULES;
    }

    /** Rules on new content show their figures in any case, but decide only what there is enough of to judge by. */
    private static RuleResult weighed(RuleResult result, SampleSize sample, GateMode profile) {
        boolean decided = result.status() == Status.PASSED || result.status() == Status.FAILED;
        if (result.status() == Status.INCONCLUSIVE && advises(result, profile)) {
            return RuleResults.with(result, Status.ADVISORY);
        }
        if (decided && ON_NEW_FACTS.contains(result.rule()) && sample.fewFacts()) {
            return RuleResults.with(result, Status.INCONCLUSIVE);
        }
        if (decided && ON_NEW_TEXTS.contains(result.rule()) && (sample.few() || profile == GateMode.FACTS)) {
            return RuleResults.with(result, sample.few() ? Status.INCONCLUSIVE : Status.ADVISORY);
        }
        return result;
    }

    /** In a round of facts the rules on new texts decide nothing. */
    private static boolean advises(RuleResult result, GateMode profile) {
        return profile == GateMode.FACTS && ON_NEW_TEXTS.contains(result.rule());
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

    /**
     * What the rules found, and what they looked at.
     *
     * @param unjudged rules that must decide and found too little to judge by
     */
    private record Findings(ProbeTier tier, List<RuleResult> rules, List<RuleResult> unjudged, SampleSize sample) {
        boolean any(Status status) {
            return rules.stream().anyMatch(rule -> rule.status() == status);
        }

        String details(Status status) {
            return details(rules.stream().filter(rule -> rule.status() == status));
        }

        private static String details(Stream<RuleResult> of) {
            return of.map(rule -> rule.rule() + " " + rule.detail()).collect(Collectors.joining("; "));
        }

        Verdict verdict(EvaluationDecision decision, String reason) {
            return new Verdict(decision, tier, false, reason, rules);
        }

        Verdict held(EvaluationDecision decision, String reason) {
            String also = unjudged.isEmpty() ? "" : " " + details(unjudged.stream()) + ".";
            return new Verdict(decision, tier, true, "held: " + reason + also, rules);
        }
    }
}
