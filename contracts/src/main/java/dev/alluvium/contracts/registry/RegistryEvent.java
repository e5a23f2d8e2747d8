package dev.alluvium.contracts.registry;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.annotation.JsonDeserialize;
import com.fasterxml.jackson.databind.annotation.JsonSerialize;
import dev.alluvium.contracts.dataset.Exclusion;
import dev.alluvium.contracts.evaluation.AdapterEvaluated;
import dev.alluvium.contracts.evaluation.EvaluationDecision;
import dev.alluvium.contracts.evaluation.EvaluationFigures;
import dev.alluvium.contracts.experiment.Baseline;
import dev.alluvium.contracts.experiment.Conclusion;
import dev.alluvium.contracts.experiment.TrialPlan;
import dev.alluvium.contracts.object.ArtifactRef;
import dev.alluvium.contracts.record.ProbeTier;
import dev.alluvium.contracts.training.Rebuild;
import dev.alluvium.contracts.training.TrainingFigures;
import dev.alluvium.contracts.trust.Attestation;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One entry of the registry's log: who changed what, when, why.
 *
 * <p>This record is the envelope, which every later schema keeps: it is read whatever the change is. A field that is added to a
 * change, or a new type of change, leaves {@code minimumReader} as it was if an older reader may do without it, and raises it
 * to its own schema otherwise. Changes hold what was decided, in records of their own: nothing of the configuration, whose
 * defaults and checks change.
 *
 * @param id deterministic where a message caused it, so that a repeated message changes nothing
 * @param schemaVersion of this event
 * @param minimumReader the oldest reader that may ignore nothing of it; an older one must stop
 * @param actor who: a token's name, or the service that decided by itself
 */
public record RegistryEvent(
        String id,
        int schemaVersion,
        int minimumReader,
        String model,
        String actor,
        String reason,
        Instant at,
        @JsonDeserialize(using = ChangeReader.class) Change change) {
    /** The schema that this build writes and the newest that it reads. */
    public static final int SCHEMA_VERSION = 2;

    /** The model of an event that is of no model: no model's name has a star. */
    public static final String NO_MODEL = "*";

    /** Every change but {@link LogSigned} is read by the first readers. */
    private static final int FIRST_SCHEMA = 1;

    /**
     * @throws IllegalArgumentException if no registry can have written it: a change of a known type in another form needs a
     *     newer reader
     */
    public RegistryEvent {
        if (schemaVersion < 1 || minimumReader < 1 || minimumReader > schemaVersion) {
            throw new IllegalArgumentException("schemaVersion=" + schemaVersion + ", minimumReader=" + minimumReader
                    + ": must be 1 or more, and the reader not newer than the event");
        }
        if (minimumReader <= SCHEMA_VERSION
                && change instanceof Unknown unknown
                && ChangeReader.knows(unknown.type())) {
            throw new IllegalArgumentException("change: has not the form of a " + unknown.type());
        }
    }

    /** An event in the schema of its change. */
    public static RegistryEvent of(String id, String model, String actor, String reason, Instant at, Change change) {
        int schema = change instanceof LogSigned ? SCHEMA_VERSION : FIRST_SCHEMA;
        return new RegistryEvent(id, schema, schema, model, actor, reason, at, change);
    }

    /** What changed. */
    @JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "type")
    @JsonSubTypes({
        @JsonSubTypes.Type(value = ModelDeclared.class, name = "model-declared"),
        @JsonSubTypes.Type(value = VersionTrained.class, name = "version-trained"),
        @JsonSubTypes.Type(value = TrainingFailed.class, name = "training-failed"),
        @JsonSubTypes.Type(value = EvaluationDeferred.class, name = "evaluation-deferred"),
        @JsonSubTypes.Type(value = VersionEvaluated.class, name = "version-evaluated"),
        @JsonSubTypes.Type(value = VersionHeld.class, name = "version-held"),
        @JsonSubTypes.Type(value = VersionPromoted.class, name = "version-promoted"),
        @JsonSubTypes.Type(value = VersionRejected.class, name = "version-rejected"),
        @JsonSubTypes.Type(value = VersionReturned.class, name = "version-returned"),
        @JsonSubTypes.Type(value = RolledBack.class, name = "rolled-back"),
        @JsonSubTypes.Type(value = Frozen.class, name = "frozen"),
        @JsonSubTypes.Type(value = Resumed.class, name = "resumed"),
        @JsonSubTypes.Type(value = RoundRequeued.class, name = "round-requeued"),
        @JsonSubTypes.Type(value = TrainingCancelled.class, name = "training-cancelled"),
        @JsonSubTypes.Type(value = ConsolidationOrdered.class, name = "consolidation-ordered"),
        @JsonSubTypes.Type(value = CanaryStarted.class, name = "canary-started"),
        @JsonSubTypes.Type(value = CanaryEnded.class, name = "canary-ended"),
        @JsonSubTypes.Type(value = WatchStarted.class, name = "watch-started"),
        @JsonSubTypes.Type(value = WatchEnded.class, name = "watch-ended"),
        @JsonSubTypes.Type(value = LogSigned.class, name = "log-signed")
    })
    public sealed interface Change {
        /** How its type is written. */
        default String type() {
            return ChangeReader.name(getClass());
        }
    }

    /**
     * A change that this build has no record for; folding leaves it out, unless the event says that it may not be.
     *
     * @param type how its type is written
     * @param content all of it, its type included
     */
    @JsonSerialize(using = UnknownWriter.class)
    public record Unknown(String type, JsonNode content) implements Change {}

    /**
     * From here on the log holds what the registry signed, and nothing else: a registry that does not sign must not go on writing
     * it.
     *
     * @param unsigned how many messages without a signature stood before, of versions that did not sign
     */
    public record LogSigned(long unsigned) implements Change {}

    /** A model exists at version 0, its base. */
    public record ModelDeclared(String base) implements Change {}

    /**
     * A run's adapter got a number.
     *
     * @param rebuild set if the run trained from a base in place of the parent's adapter
     * @param template the hash of the prompt template that it was trained with; null if that is not known
     */
    public record VersionTrained(
            int version,
            String run,
            List<String> rounds,
            int parent,
            @Nullable Rebuild rebuild,
            ArtifactRef adapter,
            Attestation attestation,
            TrainingFigures figures,
            @Nullable String template)
            implements Change {
        /** Of a run whose template is not known. */
        public VersionTrained(
                int version,
                String run,
                List<String> rounds,
                int parent,
                @Nullable Rebuild rebuild,
                ArtifactRef adapter,
                Attestation attestation,
                TrainingFigures figures) {
            this(version, run, rounds, parent, rebuild, adapter, attestation, figures, null);
        }

        /** Of a run that went on from its parent's adapter. */
        public VersionTrained(
                int version,
                String run,
                List<String> rounds,
                int parent,
                ArtifactRef adapter,
                Attestation attestation,
                TrainingFigures figures) {
            this(version, run, rounds, parent, null, adapter, attestation, figures, null);
        }
    }

    /**
     * A run made no adapter, or its version could not be judged: the rounds are READY again with one more attempt, or
     * quarantined if {@code gaveUp}.
     *
     * @param rebuild the order that the run was to answer, if it was a consolidation; off if {@code gaveUp}
     */
    public record TrainingFailed(
            String run,
            List<String> rounds,
            int parent,
            @Nullable Rebuild rebuild,
            String code,
            boolean gaveUp) implements Change {
        /** Of a run over rounds. */
        public TrainingFailed(String run, List<String> rounds, int parent, String code, boolean gaveUp) {
            this(run, rounds, parent, null, code, gaveUp);
        }
    }

    /**
     * A version was judged.
     *
     * @param content digest of the records that it learnt; null where nothing was read, and in events from before it was known
     */
    public record VersionEvaluated(
            int version,
            String evaluation,
            int baseline,
            EvaluationDecision decision,
            ProbeTier evidence,
            EvaluationFigures figures,
            ArtifactRef report,
            @Nullable String content,
            @Nullable Attestation attestation)
            implements Change {}

    /** A verdict was read before its adapter was; it is kept until the adapter has a number. */
    public record EvaluationDeferred(AdapterEvaluated evaluation) implements Change {}

    /**
     * A version waits for an operator.
     *
     * @param waitsFor what it waits for, and what ends it
     * @param needsApproval true if only an approval ends it; false if {@code resume} does too
     */
    public record VersionHeld(int version, String waitsFor, boolean needsApproval) implements Change {}

    /** A version became champion; {@code admitted} is the registry's own attestation, which version 0 does without. */
    public record VersionPromoted(
            int version,
            int previous,
            boolean automatic,
            @Nullable Attestation admitted) implements Change {}

    /** A version was refused for good; its rounds are quarantined. */
    public record VersionRejected(int version) implements Change {}

    /**
     * A version is out, but its rounds are READY again: it was STALE, or could not be judged, or an operator said not now.
     *
     * @param postponed no run begins for these rounds alone until the next round or {@code resume}, and an ordered
     *     consolidation that the version answered is off; false in events from before it could be said
     */
    public record VersionReturned(
            int version,
            boolean stale,
            @JsonInclude(JsonInclude.Include.NON_DEFAULT) boolean postponed) implements Change {
        /** Of a version whose rounds train again at once. */
        public VersionReturned(int version, boolean stale) {
            this(version, stale, false);
        }
    }

    /**
     * The champion moved back; every version from {@code from} down to {@code to} is rolled back and its rounds are
     * quarantined. A drill moves the champion and nothing else; a rollback during a drill starts where the drill did.
     */
    public record RolledBack(int from, int to, boolean drill) implements Change {}

    /** No automatic promotion until resumed. */
    public record Frozen() implements Change {}

    /** Automatic promotion is on again, and runs begin again. */
    public record Resumed() implements Change {}

    /** The model's run ends without an adapter, an ordered consolidation is off, and no run begins until resumed. */
    public record TrainingCancelled() implements Change {}

    /**
     * The next run rebuilds the adapter from the configured base on all current facts.
     *
     * @param order names the order: a rebuild answers it
     */
    public record ConsolidationOrdered(String order) implements Change {}

    /**
     * A version answers a share of the users beside the champion.
     *
     * @param automatic whether nobody ordered it: then a freeze keeps what it shows from being promoted
     * @param admitted the registry's own attestation; without it no replica answers users with it
     */
    public record CanaryStarted(
            int version,
            String experiment,
            TrialPlan plan,
            boolean automatic,
            @Nullable Attestation admitted) implements Change {}

    /**
     * The champion answers everybody again; what becomes of the challenger is the next event, if any.
     *
     * @param conclusion null if it was called off
     */
    public record CanaryEnded(
            int version, String experiment, @Nullable Conclusion conclusion) implements Change {}

    /**
     * A version that users promoted is compared with the champion before for some time more.
     *
     * @param watch its id
     * @param baseline how the champion before had served
     * @param plan of the experiment, which says how long
     */
    public record WatchStarted(int version, String watch, Baseline baseline, TrialPlan plan) implements Change {}

    /**
     * A watch is over: the version stays, or a rollback is the next event.
     *
     * @param conclusion passed, worse or guard-broken; null if it was called off
     */
    public record WatchEnded(
            int version, String watch, @Nullable Conclusion conclusion) implements Change {}

    /**
     * A quarantined round's records were offered again.
     *
     * @param except what stays in quarantine; null in events from before it could be named
     */
    public record RoundRequeued(String round, @Nullable Exclusion except) implements Change {}
}
