package dev.alluvium.trainer.recipe;

import dev.alluvium.contracts.training.TrainingFigures;
import dev.alluvium.model.Adapter;
import dev.alluvium.model.Batch;
import dev.alluvium.model.LearningRate;
import dev.alluvium.model.LoraTrainer;
import dev.alluvium.model.ModelException;
import dev.alluvium.model.StepResult;
import dev.alluvium.model.TrainingOptions;
import dev.alluvium.model.TrainingOptions.Checkpointing;
import java.util.Iterator;
import java.util.Optional;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Incremental LoRA fine-tuning of one round, from top to bottom.
 *
 * <ol>
 *   <li>Each fact's wordings are split: some are held out for evaluation, the others are trained, completed by
 *       templates ({@link FactTexts}).
 *   <li>Texts become examples: loss on answers alone, on all of a document ({@link ExampleEncoder}).
 *   <li>An epoch is the round, plus general text and history drawn anew up to their share of the loss, shuffled and
 *       packed into rows ({@link Curriculum}).
 *   <li>Training goes on from the champion's adapter with a fresh AdamW, warm-up, a schedule and clipping.
 *   <li>With EWC each step also pulls the values that earlier rounds depend on back to the champion's
 *       ({@link ElasticWeightConsolidation}).
 *   <li>It ends early once wordings that were set aside are answered no better, and keeps the weights that did best
 *       ({@link EarlyStopping}); and without an adapter if it has gone wrong ({@link DivergenceGuards}).
 * </ol>
 *
 * <p>With one torch thread equal inputs give equal bytes, interrupted or not.
 */
public final class LoraFinetuneRecipe {
    private static final double NANOS = 1e9;

    private final RecipeInput input;
    private final Curriculum curriculum;
    private final BatchPlan plan;
    private final Split split;

    /**
     * How a step is worked off; it changes the memory and the last bits, not what is learnt.
     *
     * @param microRows rows that one forward and backward pass handles
     * @param checkpointing whether layers are computed again in the backward pass
     */
    public record Split(int microRows, boolean checkpointing) {
        /** All rows at once. */
        public static final Split WHOLE = new Split(Integer.MAX_VALUE, false);
    }

    private LoraFinetuneRecipe(RecipeInput input, Curriculum curriculum, Split split) {
        this.input = input;
        this.curriculum = curriculum;
        this.plan = curriculum.plan();
        this.split = split;
    }

    /** Lays out a run without training yet. */
    public static LoraFinetuneRecipe prepare(RecipeInput input) {
        return new LoraFinetuneRecipe(input, Curriculum.of(input), Split.WHOLE);
    }

    /** The same run, worked off in another way. */
    public LoraFinetuneRecipe by(Split other) {
        return new LoraFinetuneRecipe(input, curriculum, other);
    }

    /** Prepares and trains, from the first step to the last. */
    public static RecipeOutcome run(RecipeInput input, RecipeObserver observer) {
        return prepare(input).train(null, observer);
    }

    /** What it was prepared from. */
    public RecipeInput input() {
        return input;
    }

    /** The batches that training will see. */
    public BatchPlan plan() {
        return plan;
    }

    /**
     * How much there is to train.
     *
     * @param tokens of all epochs, without padding
     * @param targetTokens of them those that carry loss
     * @param validation wordings set aside
     */
    public record Volume(long tokens, long targetTokens, int validation) {}

    /** How much there is to train; lays every epoch out for it. */
    public Volume volume() {
        long tokens = 0;
        long targets = 0;
        for (int epoch = 0; epoch < plan.stepsByEpoch().size(); epoch++) {
            for (Batch batch : curriculum.epoch(epoch)) {
                tokens += batch.usedTokens();
                targets += batch.targetTokens();
            }
        }
        return new Volume(tokens, targets, curriculum.validation().size());
    }

    /**
     * Trains.
     *
     * @param from where an interrupted run goes on; null to begin
     */
    public RecipeOutcome train(@Nullable ResumePoint from, RecipeObserver observer) {
        if (plan.own() == 0) {
            return new RecipeOutcome.Failed(
                    "nothing-to-train", "no text is left to train that is neither live already nor erased");
        }
        LearningRate rate = curriculum.settings().schedule(plan.steps());
        EarlyStopping stopping = new EarlyStopping(input, curriculum.validation(), plan);
        Adapter begin = begin();
        RunMeasurements tally = from == null ? stopping.begin(begin) : from.tally();
        try (LoraTrainer trainer =
                LoraTrainer.start(input.base(), begin, input.settings().optimizer(), options())) {
            if (from != null) {
                trainer.restore(from.snapshot());
                stopping.restore(from.snapshot());
            }
            for (Iterator<Placed> rest = batchesAfter(tally.step());
                    tally.step() < plan.steps() && !stopping.exhausted(tally); ) {
                RecipeObserver.Step step = step(trainer, stopping, rest.next(), rate, tally);
                tally = step.tally();
                Optional<RecipeOutcome.Failed> lost = DivergenceGuards.check(tally);
                if (lost.isPresent()) {
                    return lost.get();
                }
                if (observer.after(step, () -> stopping.snapshot(trainer)) == RecipeObserver.Wish.STOP) {
                    return new RecipeOutcome.Stopped(tally.step());
                }
            }
            Optional<RecipeOutcome.Failed> fruitless = DivergenceGuards.checkEnd(tally);
            return fruitless.isPresent() ? fruitless.get() : trained(stopping.chosen(trainer), tally);
        } catch (DivergedException e) {
            return new RecipeOutcome.Failed("nan", String.valueOf(e.getMessage()));
        }
    }

    private RecipeObserver.Step step(
            LoraTrainer trainer, EarlyStopping stopping, Placed next, LearningRate rate, RunMeasurements before) {
        long begun = System.nanoTime();
        double learningRate = rate.at(before.step() + 1);
        StepResult result;
        try {
            result = trainer.step(next.batch().split(split.microRows()), learningRate);
            new ElasticWeightConsolidation(input).pull(trainer, learningRate);
        } catch (ModelException e) {
            throw new DivergedException(e);
        }
        RunMeasurements stepped = before.after(result, next.batch(), (System.nanoTime() - begun) / NANOS);
        RunMeasurements tally = stopping.after(stepped, plan.steps(), trainer);
        return new RecipeObserver.Step(
                plan.steps(),
                next.epoch(),
                next.batch().usedTokens(),
                result.loss(),
                learningRate,
                result.gradientNorm(),
                tally);
    }

    private static final class DivergedException extends RuntimeException {
        DivergedException(ModelException cause) {
            super(cause.getMessage(), cause);
        }
    }

    private record Placed(int epoch, Batch batch) {}

    /** The batches after the first {@code steps}; an epoch is packed when its turn comes. */
    private Iterator<Placed> batchesAfter(int steps) {
        return IntStream.range(0, plan.stepsByEpoch().size())
                .boxed()
                .flatMap(epoch -> curriculum.epoch(epoch).stream().map(batch -> new Placed(epoch, batch)))
                .skip(steps)
                .iterator();
    }

    private RecipeOutcome.Trained trained(Adapter adapter, RunMeasurements tally) {
        return new RecipeOutcome.Trained(
                adapter, figures(tally), new ElasticWeightConsolidation(input).measure(adapter, curriculum.own()));
    }

    private TrainingOptions options() {
        TrainingSettings settings = input.settings();
        return new TrainingOptions(
                settings.options().dropout(),
                split.checkpointing() ? Checkpointing.ON : Checkpointing.OFF,
                settings.seed());
    }

    private Adapter begin() {
        return input.parent() != null
                ? input.parent()
                : Adapter.init(
                        input.settings().shape(),
                        input.base().config(),
                        input.settings().seed());
    }

    private TrainingFigures figures(RunMeasurements tally) {
        return new TrainingFigures(
                input.records(),
                plan.examples(),
                tally.step(),
                tally.tokens(),
                tally.seconds(),
                tally.tokensPerSecond(),
                tally.firstLoss(),
                tally.loss(),
                plan.replayShare(),
                tally.validation() == null ? null : tally.validation().best(),
                tally.validation() == null ? null : tally.validation().bestStep(),
                null,
                null);
    }
}
