package dev.alluvium.registry.decide;

import static dev.alluvium.contracts.evaluation.EvaluationDecision.ERROR;
import static dev.alluvium.contracts.evaluation.EvaluationDecision.SUCCESSFUL;

import dev.alluvium.contracts.evaluation.AdapterEvaluated;
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
import dev.alluvium.registry.decide.Decision.Nothing;
import dev.alluvium.registry.decide.RegistryCommand.Evaluated;
import java.util.List;
import java.util.Optional;

/** What a verdict does: promote, hold, refuse, or give the rounds back. */
final class EvaluationRules {
    private EvaluationRules() {}

    static Decision decide(RegistryState state, ModelState model, Evaluated command, RegistrySettings settings) {
        AdapterEvaluated evaluation = command.evaluation();
        Draft draft = new Draft(
                settings,
                state,
                "evaluated/" + evaluation.run() + "/" + evaluation.evaluation(),
                model.model(),
                RegistryDecider.SELF,
                command.at());
        Optional<VersionState> version = model.byRun(evaluation.run());
        if (version.isEmpty()) {
            return early(draft, evaluation);
        }
        if (repeats(version.get(), evaluation)) {
            return new Nothing("evaluation " + evaluation.evaluation() + " was registered before");
        }
        if (!judges(version.get(), evaluation)) {
            return new Nothing("it judges another attempt's adapter than the registered one");
        }
        return switch (version.get().stage()) {
            case TRAINED, EVALUATED, REVIEW ->
                judge(draft, version.get(), evaluation, settings).accept();
            case REJECTED -> reconsider(draft, version.get(), evaluation, settings);
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

    private static Decision early(Draft draft, AdapterEvaluated evaluation) {
        boolean known = draft.model()
                .deferred(evaluation.run(), evaluation.adapter())
                .filter(before -> before.evaluation().equals(evaluation.evaluation()))
                .isPresent();
        if (known || draft.model().failedRuns().contains(evaluation.run())) {
            return new Nothing("run " + evaluation.run() + " has no version");
        }
        return draft.add(new EvaluationDeferred(evaluation), "its adapter has no number yet")
                .accept();
    }

    /** Decides an open version; the draft goes on. */
    static Draft judge(Draft draft, VersionState version, AdapterEvaluated evaluation, RegistrySettings settings) {
        boolean proven = proven(draft.model(), version, evaluation, settings);
        boolean spent = draft.model().verdicts().spent(evaluation.content(), version.parent());
        record(draft, version, evaluation, proven);
        int champion = draft.model().standing();
        if (version.parent() != champion || evaluation.baseline() != champion) {
            return draft.stale(
                    version,
                    "parent " + version.parent() + ", baseline " + evaluation.baseline() + ", champion " + champion);
        }
        if (!proven) {
            return undecided(draft, version, "no trusted evaluator signed this verdict", settings);
        }
        return switch (evaluation.decision()) {
            case SUCCESSFUL -> spent ? spent(draft, version) : passed(draft, version, evaluation);
            case FAILED -> draft.add(new VersionRejected(version.version()), evaluation.reason());
            case INCONCLUSIVE ->
                evaluation.needsApproval()
                                || settings.proves(
                                        version,
                                        Statement.IMPORTED,
                                        draft.model().model())
                        ? held(draft, version, evaluation)
                        : undecided(draft, version, evaluation.reason(), settings);
            case ERROR -> undecided(draft, version, evaluation.reason(), settings);
        };
    }

    /** What the gate cannot judge by itself; an imported adapter has no round that would train again. */
    private static Draft held(Draft draft, VersionState version, AdapterEvaluated evaluation) {
        return draft.add(
                new VersionHeld(version.version(), evaluation.reason() + "; " + ends(draft, version), true),
                evaluation.reason());
    }

    private static String ends(Draft draft, VersionState version) {
        String name = draft.model().model() + "@" + version.version();
        return "ends by alluvium promote " + name + " or alluvium reject " + name;
    }

    /** Enough throws of the dice: one more may refuse, but not promote. */
    private static Draft spent(Draft draft, VersionState version) {
        String reason = "it passed, but the same records were judged " + VerdictCounts.MOST + " times against version "
                + version.parent() + " before, and nobody re-rolls the dice";
        return draft.add(new VersionHeld(version.version(), reason + "; " + ends(draft, version), true), reason);
    }

    private static Draft passed(Draft draft, VersionState version, AdapterEvaluated evaluation) {
        if (evaluation.needsApproval()) {
            return held(draft, version, evaluation);
        }
        Optional<String> gap = VerdictGaps.in(evaluation);
        if (gap.isPresent()) {
            String reason = "the gate passed it, but " + gap.get();
            return draft.add(new VersionHeld(version.version(), reason + "; " + ends(draft, version), true), reason);
        }
        if (draft.model().frozen()) {
            return draft.add(
                    new VersionHeld(
                            version.version(),
                            "automatic promotion is frozen; ends by resume, promote or reject",
                            false),
                    evaluation.reason());
        }
        return draft.release(version.version(), evaluation.reason());
    }

    private static Draft undecided(Draft draft, VersionState version, String why, RegistrySettings settings) {
        List<String> exhausted = Attempts.exhausted(draft.model(), version.rounds(), settings);
        boolean over = version.rebuild() == null
                ? exhausted.size() == version.rounds().size()
                : ConsolidationRules.exhausted(draft.model(), version.rebuild(), settings);
        if (over) {
            return draft.add(
                    new VersionRejected(version.version()),
                    why + "; given up after " + settings.maxAttempts() + " attempts");
        }
        draft.add(new VersionReturned(version.version(), false), why);
        Attempts.giveUp(draft, version.run(), exhausted, version.parent(), "undecided");
        return draft;
    }

    /**
     * A refused version that passes a new evaluation waits for an operator, if it has a verdict left; one that fails again
     * stays refused, and that counts too. Anything else leaves it as it is.
     */
    private static Decision reconsider(
            Draft draft, VersionState version, AdapterEvaluated evaluation, RegistrySettings settings) {
        ModelState model = draft.model();
        int champion = model.standing();
        boolean counts = evaluation.decision().completed()
                && proven(model, version, evaluation, settings)
                && version.parent() == champion
                && evaluation.baseline() == champion;
        boolean spent = model.verdicts().spent(evaluation.content(), version.parent());
        if (!counts || spent || model.openCandidate().isPresent()) {
            return new Nothing("version " + version.version() + " stays " + Stage.REJECTED);
        }
        record(draft, version, evaluation, true);
        return evaluation.decision() == SUCCESSFUL
                ? draft.add(
                                new VersionHeld(
                                        version.version(),
                                        "refused before, passed a new evaluation; ends by promote or reject",
                                        true),
                                evaluation.reason())
                        .accept()
                : draft.add(new VersionRejected(version.version()), evaluation.reason())
                        .accept();
    }

    private static void record(Draft draft, VersionState version, AdapterEvaluated evaluation, boolean proven) {
        draft.add(
                new VersionEvaluated(
                        version.version(),
                        evaluation.evaluation(),
                        evaluation.baseline(),
                        proven ? evaluation.decision() : ERROR,
                        evaluation.evidence(),
                        evaluation.figures(),
                        evaluation.report(),
                        evaluation.content(),
                        proven ? evaluation.attestation() : null),
                evaluation.reason());
    }

    private static boolean proven(
            ModelState model, VersionState version, AdapterEvaluated evaluation, RegistrySettings settings) {
        if (evaluation.decision() == ERROR) {
            return true;
        }
        ArtifactRef adapter = version.adapter();
        return adapter != null
                && judges(version, evaluation)
                && settings.proves(evaluation.attestation(), Statement.EVALUATED, model.model(), adapter);
    }
}
