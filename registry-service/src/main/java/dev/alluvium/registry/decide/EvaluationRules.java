package dev.alluvium.registry.decide;

import static dev.alluvium.contracts.evaluation.EvaluationDecision.ERROR;
import static dev.alluvium.contracts.evaluation.EvaluationDecision.SUCCESSFUL;

import dev.alluvium.contracts.evaluation.AdapterEvaluated;
import dev.alluvium.contracts.evaluation.Verdict;
import dev.alluvium.contracts.object.ArtifactRef;
import dev.alluvium.contracts.registry.RegistryEvent.EvaluationDeferred;
import dev.alluvium.contracts.registry.RegistryEvent.VersionEvaluated;
import dev.alluvium.contracts.registry.RegistryEvent.VersionHeld;
import dev.alluvium.contracts.registry.RegistryEvent.VersionRejected;
import dev.alluvium.contracts.registry.RegistryEvent.VersionReturned;
import dev.alluvium.contracts.trust.Attestation.Statement;
import dev.alluvium.knowledge.registry.ModelState;
import dev.alluvium.knowledge.registry.RegistryState;
import dev.alluvium.knowledge.registry.VerdictCounts;
import dev.alluvium.knowledge.registry.VersionState;
import dev.alluvium.knowledge.registry.VersionState.Stage;
import dev.alluvium.registry.decide.RegistryCommand.Evaluated;
import dev.alluvium.registry.decide.RegistryDecision.Nothing;
import java.util.List;
import java.util.Optional;

/** The rules for a verdict: promote, hold, refuse, or give the rounds back. */
final class EvaluationRules {
    private EvaluationRules() {}

    static RegistryDecision decide(
            RegistryState state, ModelState model, Evaluated command, RegistrySettings settings) {
        AdapterEvaluated evaluation = command.evaluation();
        DecisionBuilder builder = new DecisionBuilder(
                settings,
                state,
                "evaluated/" + evaluation.run() + "/" + evaluation.evaluation(),
                model.model(),
                RegistryDecider.SELF,
                command.at());
        Optional<VersionState> version = model.byRun(evaluation.run());
        if (version.isEmpty()) {
            return early(builder, evaluation);
        }
        if (repeats(version.get(), evaluation)) {
            return new Nothing("evaluation " + evaluation.evaluation() + " was registered before");
        }
        if (!judges(version.get(), evaluation)) {
            return new Nothing("it judges another attempt's adapter than the registered one");
        }
        return switch (version.get().stage()) {
            case TRAINED, EVALUATED, REVIEW ->
                judge(builder, version.get(), evaluation, settings).accept();
            case REJECTED -> reconsider(builder, version.get(), evaluation, settings);
            case CANARY, LIVE, STALE, ROLLED_BACK ->
                new Nothing("version " + version.get().version() + " is decided");
        };
    }

    private static boolean repeats(VersionState version, AdapterEvaluated evaluation) {
        VersionState.Evaluation last = version.evaluation();
        return last != null && last.id().equals(evaluation.evaluation());
    }

    private static boolean judges(VersionState version, AdapterEvaluated evaluation) {
        ArtifactRef adapter = version.adapter();
        return adapter != null && adapter.sha256().equals(evaluation.adapter().sha256());
    }

    private static RegistryDecision early(DecisionBuilder builder, AdapterEvaluated evaluation) {
        boolean known = builder.model()
                .deferred(evaluation.run(), evaluation.adapter())
                .filter(before -> before.evaluation().equals(evaluation.evaluation()))
                .isPresent();
        if (known || builder.model().failedRuns().contains(evaluation.run())) {
            return new Nothing("run " + evaluation.run() + " has no version");
        }
        return builder.add(new EvaluationDeferred(evaluation), "its adapter has no number yet")
                .accept();
    }

    /** Decides an open version; the draft goes on. */
    static DecisionBuilder judge(
            DecisionBuilder builder, VersionState version, AdapterEvaluated evaluation, RegistrySettings settings) {
        boolean proven = proven(builder.model(), version, evaluation, settings);
        boolean spent = builder.model().verdicts().spent(evaluation.content(), version.parent());
        record(builder, version, evaluation, proven);
        int champion = builder.model().standing();
        if (version.parent() != champion || evaluation.baseline() != champion) {
            return builder.stale(
                    version,
                    "parent " + version.parent() + ", baseline " + evaluation.baseline() + ", champion " + champion);
        }
        if (!proven) {
            return undecided(builder, version, "no trusted evaluator signed this verdict", settings);
        }
        Verdict verdict = evaluation.verdict();
        return switch (verdict.decision()) {
            case SUCCESSFUL -> spent ? spent(builder, version) : passed(builder, version, evaluation);
            case FAILED -> builder.add(new VersionRejected(version.version()), verdict.reason());
            case INCONCLUSIVE ->
                verdict.needsApproval()
                                || settings.proves(
                                        version,
                                        Statement.IMPORTED,
                                        builder.model().model())
                        ? held(builder, version, verdict)
                        : undecided(builder, version, verdict.reason(), settings);
            case ERROR -> undecided(builder, version, verdict.reason(), settings);
        };
    }

    /** What the gate cannot judge by itself; an imported adapter has no round that would train again. */
    private static DecisionBuilder held(DecisionBuilder builder, VersionState version, Verdict verdict) {
        return builder.add(
                new VersionHeld(version.version(), verdict.reason() + "; " + ends(builder, version), true),
                verdict.reason());
    }

    private static String ends(DecisionBuilder builder, VersionState version) {
        String name = builder.model().model() + "@" + version.version();
        return "ends by alluvium promote " + name + " or alluvium reject " + name;
    }

    /** Enough throws of the dice: one more may refuse, but not promote. */
    private static DecisionBuilder spent(DecisionBuilder builder, VersionState version) {
        String reason = "it passed, but the same records were judged " + VerdictCounts.MOST + " times against version "
                + version.parent() + " before, and nobody re-rolls the dice";
        return builder.add(new VersionHeld(version.version(), reason + "; " + ends(builder, version), true), reason);
    }

    private static DecisionBuilder passed(DecisionBuilder builder, VersionState version, AdapterEvaluated evaluation) {
        Verdict verdict = evaluation.verdict();
        if (verdict.needsApproval()) {
            return held(builder, version, verdict);
        }
        Optional<String> gap = VerdictGaps.in(evaluation);
        if (gap.isPresent()) {
            String reason = "the gate passed it, but " + gap.get();
            return builder.add(
                    new VersionHeld(version.version(), reason + "; " + ends(builder, version), true), reason);
        }
        if (builder.model().frozen()) {
            return builder.add(
                    new VersionHeld(
                            version.version(),
                            "automatic promotion is frozen; ends by resume, promote or reject",
                            false),
                    verdict.reason());
        }
        return builder.release(version.version(), verdict.reason());
    }

    private static DecisionBuilder undecided(
            DecisionBuilder builder, VersionState version, String why, RegistrySettings settings) {
        List<String> exhausted = VerdictAttempts.exhausted(builder.model(), version.rounds(), settings);
        boolean over = version.rebuild() == null
                ? exhausted.size() == version.rounds().size()
                : ConsolidationRules.exhausted(builder.model(), version.rebuild(), settings);
        if (over) {
            return builder.add(
                    new VersionRejected(version.version()),
                    why + "; given up after " + settings.maxAttempts() + " attempts");
        }
        builder.add(new VersionReturned(version.version(), false), why);
        VerdictAttempts.giveUp(builder, version.run(), exhausted, version.parent(), "undecided");
        return builder;
    }

    /**
     * A refused version that passes a new evaluation waits for an operator, if it has a verdict left; one that fails again
     * stays refused, and that counts too. Anything else leaves it as it is.
     */
    private static RegistryDecision reconsider(
            DecisionBuilder builder, VersionState version, AdapterEvaluated evaluation, RegistrySettings settings) {
        ModelState model = builder.model();
        Verdict verdict = evaluation.verdict();
        int champion = model.standing();
        boolean counts = verdict.decision().completed()
                && proven(model, version, evaluation, settings)
                && version.parent() == champion
                && evaluation.baseline() == champion;
        boolean spent = model.verdicts().spent(evaluation.content(), version.parent());
        if (!counts || spent || model.openCandidate().isPresent()) {
            return new Nothing("version " + version.version() + " stays " + Stage.REJECTED);
        }
        record(builder, version, evaluation, true);
        return verdict.decision() == SUCCESSFUL
                ? builder.add(
                                new VersionHeld(
                                        version.version(),
                                        "refused before, passed a new evaluation; ends by promote or reject",
                                        true),
                                verdict.reason())
                        .accept()
                : builder.add(new VersionRejected(version.version()), verdict.reason())
                        .accept();
    }

    private static void record(
            DecisionBuilder builder, VersionState version, AdapterEvaluated evaluation, boolean proven) {
        Verdict verdict = evaluation.verdict();
        builder.add(
                new VersionEvaluated(
                        version.version(),
                        evaluation.evaluation(),
                        evaluation.baseline(),
                        proven ? verdict.decision() : ERROR,
                        verdict.evidence(),
                        evaluation.figures(),
                        evaluation.report(),
                        evaluation.content(),
                        proven ? evaluation.attestation() : null),
                verdict.reason());
    }

    private static boolean proven(
            ModelState model, VersionState version, AdapterEvaluated evaluation, RegistrySettings settings) {
        if (evaluation.verdict().decision() == ERROR) {
            return true;
        }
        ArtifactRef adapter = version.adapter();
        return adapter != null
                && judges(version, evaluation)
                && settings.proves(evaluation.attestation(), Statement.EVALUATED, model.model(), adapter);
    }
}
