package dev.alluvium.registry.decide;

import dev.alluvium.contracts.dataset.Exclusion;
import dev.alluvium.contracts.evaluation.AdapterEvaluated;
import dev.alluvium.contracts.experiment.ExperimentConcluded;
import dev.alluvium.contracts.experiment.TrialMode;
import dev.alluvium.contracts.registry.OrderId;
import dev.alluvium.contracts.training.TrainingResult;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** A command to the registry, by a message or by an operator. */
public sealed interface RegistryCommand {
    String model();

    Instant at();

    /** The configuration names a model. */
    record DeclareModel(String model, String base, Instant at) implements RegistryCommand {}

    /** A run ended, with or without an adapter. */
    record TrainingEnded(TrainingResult result, Instant at) implements RegistryCommand {
        @Override
        public String model() {
            return result.model();
        }
    }

    /** An adapter was judged. */
    record Evaluated(AdapterEvaluated evaluation, Instant at) implements RegistryCommand {
        @Override
        public String model() {
            return evaluation.model();
        }
    }

    /** A live experiment, or the watch after one, is over. */
    record Concluded(ExperimentConcluded experiment, Instant at) implements RegistryCommand {
        @Override
        public String model() {
            return experiment.model();
        }
    }

    /**
     * Who orders something, and why.
     *
     * @param actor a token's name
     * @param id by which a repeat is known; null where nobody repeats it
     * @param expectedFrom do nothing unless this version is champion; null for whichever is
     */
    record Order(
            String actor,
            String reason,
            Instant at,
            @Nullable OrderId id,
            @Nullable Integer expectedFrom) {
        /** One that nobody repeats, whichever version is champion. */
        public Order(String actor, String reason, Instant at) {
            this(actor, reason, at, null, null);
        }
    }

    /** What a person, or an automation in somebody's name, orders. */
    sealed interface Ordered extends RegistryCommand {
        Order order();

        @Override
        default Instant at() {
            return order().at();
        }
    }

    /**
     * Make a version champion.
     *
     * @param approve overrules the gate's refusal; wants a reason
     * @param canary how to try it on users first; null to promote it at once
     */
    record Promote(
            String model,
            int version,
            boolean approve,
            @Nullable TryOut canary,
            Order order) implements Ordered {}

    /**
     * A trial on users; what is not said follows the model's configuration.
     *
     * @param share of users, above 0 and at most a half
     * @param minOutcomes users with a reported outcome below which nobody wins
     * @param mode whether users see its answers
     * @param watch how long it is watched once it is champion; zero for not at all
     */
    record TryOut(
            double share,
            @Nullable Integer minOutcomes,
            @Nullable TrialMode mode,
            @Nullable Duration watch) {}

    /** End a version's wait for an approval by refusing it: its records are wrong. */
    record Reject(String model, int version, Order order) implements Ordered {}

    /** End a version's wait without a verdict on its records, which train with the next round. */
    record Postpone(String model, int version, Order order) implements Ordered {}

    /**
     * Move the champion back.
     *
     * @param to null for the nearest ancestor
     * @param drill practise: nothing is quarantined or frozen, and promoting the version again ends it
     */
    record Rollback(String model, @Nullable Integer to, boolean drill, Order order) implements Ordered {}

    /** Stop automatic promotion. */
    record Freeze(String model, Order order) implements Ordered {}

    /** End the model's run, and begin none until resumed. */
    record Cancel(String model, Order order) implements Ordered {}

    /** Rebuild the adapter from the configured base on all current facts. */
    record Consolidate(String model, Order order) implements Ordered {}

    /** Allow automatic promotion, and runs, again. */
    record Resume(String model, Order order) implements Ordered {}

    /** Offer a quarantined round's records again, but for {@code except}. */
    record Requeue(String model, String round, Exclusion except, Order order) implements Ordered {
        /** The whole round. */
        public Requeue(String model, String round, Order order) {
            this(model, round, Exclusion.NONE, order);
        }
    }
}
