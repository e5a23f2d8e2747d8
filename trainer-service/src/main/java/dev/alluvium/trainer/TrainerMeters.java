package dev.alluvium.trainer;

import dev.alluvium.runtime.metrics.MeterSpec;
import dev.alluvium.runtime.metrics.MeterType;
import java.util.List;

/** Every meter of the trainer. */
public enum TrainerMeters implements MeterSpec {
    RUNS("runs", MeterType.COUNTER, "", "Runs that ended, by outcome: trained, failed or interrupted.", "outcome"),
    STEPS("steps", MeterType.COUNTER, "", "Optimizer steps."),
    TOKENS("tokens", MeterType.COUNTER, "", "Tokens trained on, without padding."),
    CHECKPOINTS("checkpoints", MeterType.COUNTER, "", "Checkpoints written."),
    RETRIES("retries", MeterType.COUNTER, "", "Executions that ended in an error and are tried again."),
    TRUNCATED("truncated", MeterType.COUNTER, "", "Texts of rounds that were cut to a row."),
    WITHHELD(
            "withheld.wordings",
            MeterType.COUNTER,
            "",
            "Wordings of rounds that were not trained because a trusted probe asks them, of their own fact or elsewhere.",
            "asked"),
    LEASES_LOST("leases.lost", MeterType.COUNTER, "", "Runs that ended here because another trainer took their lease."),
    PARAPHRASE_REQUESTS(
            "paraphrase.requests",
            MeterType.COUNTER,
            "",
            "Requests to the endpoint that words paraphrases, by outcome: answered or failed.",
            "outcome"),
    PARAPHRASES(
            "paraphrases",
            MeterType.COUNTER,
            "",
            "Texts of that endpoint, by verdict: used, duplicate, probe (evaluation asks it) or unfit.",
            "verdict"),
    TRAINING("training", MeterType.GAUGE, "", "1 while a run trains, else 0."),
    PROGRESS("progress", MeterType.GAUGE, "ratio", "Steps done as a share of the present run's steps."),
    LOSS("loss", MeterType.GAUGE, "nats", "Moving average of the loss per target token of the present or last run."),
    VALIDATION_LOSS(
            "validation.loss",
            MeterType.GAUGE,
            "nats",
            "Loss on the wordings set aside, as last evaluated in the present or last run; NaN where there are none."),
    LEARNING_RATE("learning.rate", MeterType.GAUGE, "", "Learning rate of the present or last run's last step."),
    GRADIENT_NORM(
            "gradient.norm",
            MeterType.GAUGE,
            "",
            "Norm of the gradient before clipping, of the present or last run's last step."),
    EPOCH("epoch", MeterType.GAUGE, "", "Epoch of the present or last run's last step, counted from 0."),
    REMAINING("remaining", MeterType.GAUGE, "seconds", "Time that the present run still takes, at its speed so far."),
    MEMORY("memory", MeterType.GAUGE, "bytes", "Resident memory of the trainer's process; -1 where not known."),
    HOLDING(
            "holding",
            MeterType.GAUGE,
            "",
            "Models whose training waits for an operator: to resume, to consolidate, or to set the configuration back."),
    TOKEN_RATE("token.rate", MeterType.GAUGE, "", "Tokens per second of the present or last run."),
    RUN_TIME("run.time", MeterType.TIMER, "", "Wall time of one execution of a run.");

    private final Declaration declaration;

    TrainerMeters(String suffix, MeterType type, String unit, String description, String... tagKeys) {
        this.declaration = new Declaration("alluvium.trainer." + suffix, type, unit, description, List.of(tagKeys));
    }

    @Override
    public Declaration declaration() {
        return declaration;
    }
}
