package dev.alluvium.knowledge.registry;

import dev.alluvium.contracts.evaluation.EvaluationDecision;
import dev.alluvium.contracts.evaluation.EvaluationFigures;
import dev.alluvium.contracts.object.ArtifactRef;
import dev.alluvium.contracts.record.ProbeTier;
import dev.alluvium.contracts.registry.RegistryEvent.VersionTrained;
import dev.alluvium.contracts.serving.DeployedVersion;
import dev.alluvium.contracts.training.Rebuild;
import dev.alluvium.contracts.training.TrainingFigures;
import dev.alluvium.contracts.trust.Attestation;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A model version.
 *
 * @param parent the champion that it replaces; its ancestry says which facts it knows
 * @param rebuild set if it was trained from a base; null if training went on from the parent's adapter
 * @param template the hash of the base's prompt template that it was trained with; null for the base, or if not known
 * @param waitsFor what a version in REVIEW waits for
 * @param needsApproval whether only an approval ends that wait
 * @param promotedAt when it last became champion
 */
public record VersionState(
        int version,
        Stage stage,
        String run,
        List<String> rounds,
        int parent,
        @Nullable Rebuild rebuild,
        @Nullable ArtifactRef adapter,
        List<Attestation> attestations,
        @Nullable TrainingFigures training,
        @Nullable String template,
        @Nullable Evaluation evaluation,
        @Nullable String waitsFor,
        boolean needsApproval,
        Instant trainedAt,
        @Nullable Instant promotedAt) {

    /** TRAINED -> EVALUATED -> [REVIEW] -> [CANARY] -> LIVE | REJECTED | STALE; LIVE -> ROLLED_BACK and back. */
    public enum Stage {
        TRAINED,
        EVALUATED,
        REVIEW,
        CANARY,
        LIVE,
        REJECTED,
        STALE,
        ROLLED_BACK;

        /** Whether a version in this stage keeps its model's next run waiting. */
        public boolean open() {
            return this == TRAINED || this == EVALUATED || this == REVIEW || this == CANARY;
        }
    }

    /** What the last evaluation said. */
    public record Evaluation(
            String id,
            int baseline,
            EvaluationDecision decision,
            ProbeTier evidence,
            EvaluationFigures figures,
            ArtifactRef report) {}

    public VersionState {
        rounds = List.copyOf(rounds);
        attestations = List.copyOf(attestations);
    }

    /** Version 0: the base, live from the start. */
    static VersionState base(Instant at) {
        return new VersionState(
                0, Stage.LIVE, "", List.of(), 0, null, null, List.of(), null, null, null, null, false, at, at);
    }

    /** A version as its training ended. */
    static VersionState trained(VersionTrained of, Instant at) {
        return new VersionState(
                of.version(),
                Stage.TRAINED,
                of.run(),
                of.rounds(),
                of.parent(),
                of.rebuild(),
                of.adapter(),
                List.of(of.attestation()),
                of.figures(),
                of.template(),
                null,
                null,
                false,
                at,
                null);
    }

    /** What a replica needs to serve it. */
    public DeployedVersion deployed() {
        return new DeployedVersion(version, adapter, attestations);
    }

    VersionState in(Stage next) {
        return now(next, null, false, attestations, evaluation, promotedAt);
    }

    VersionState held(String until, boolean approval) {
        return now(Stage.REVIEW, until, approval, attestations, evaluation, promotedAt);
    }

    VersionState evaluated(Evaluation result, @Nullable Attestation attestation) {
        return now(Stage.EVALUATED, null, false, with(attestation), result, promotedAt);
    }

    /** Answers a share of the users. */
    VersionState tried(@Nullable Attestation admitted) {
        return now(Stage.CANARY, null, false, with(admitted), evaluation, promotedAt);
    }

    VersionState promoted(@Nullable Attestation admitted, Instant at) {
        return now(Stage.LIVE, null, false, with(admitted), evaluation, at);
    }

    /** The version with what happens to it after it was trained. */
    private VersionState now(
            Stage next,
            @Nullable String until,
            boolean approval,
            List<Attestation> attested,
            @Nullable Evaluation result,
            @Nullable Instant promoted) {
        return new VersionState(
                version, next, run, rounds, parent, rebuild, adapter, attested, training, template, result, until,
                approval, trainedAt, promoted);
    }

    private List<Attestation> with(@Nullable Attestation one) {
        if (one == null || attestations.contains(one)) {
            return attestations;
        }
        List<Attestation> all = new ArrayList<>(attestations);
        all.add(one);
        return all;
    }
}
