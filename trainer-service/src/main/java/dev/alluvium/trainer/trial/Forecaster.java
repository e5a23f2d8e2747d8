package dev.alluvium.trainer.trial;

import dev.alluvium.model.DecoderConfig;
import dev.alluvium.model.memory.MemoryEstimate;
import dev.alluvium.model.memory.MemoryModel;
import dev.alluvium.model.torch.TorchThreads;
import dev.alluvium.trainer.plan.ExecutionPlan;
import dev.alluvium.trainer.plan.RunResources;
import dev.alluvium.trainer.recipe.BatchPlan;
import dev.alluvium.trainer.recipe.LoraFinetuneRecipe;
import dev.alluvium.trainer.recipe.RecipeInput;
import dev.alluvium.trainer.recipe.RecipeObserver;
import dev.alluvium.trainer.recipe.RunMeasurements;

/** Lays a run out, makes its first few steps to see how fast they are, and throws them away. */
public final class Forecaster {
    /** The first step of a process also compiles and allocates. */
    private static final int WARM_UP = 1;

    private final RunResources resources;
    private final int probe;

    /** @param probe steps to time; 0 for none */
    public Forecaster(RunResources resources, int probe) {
        this.resources = resources;
        this.probe = probe;
    }

    /** What a run on this input would do. */
    public Forecast of(RecipeInput input) {
        return of(LoraFinetuneRecipe.prepare(input));
    }

    /** What a run of this recipe would do. */
    public Forecast of(LoraFinetuneRecipe recipe) {
        RecipeInput input = recipe.input();
        BatchPlan batches = recipe.plan();
        DecoderConfig config = input.base().config();
        ExecutionPlan execution = ExecutionPlan.of(
                config, input.base().format(), input.settings(), batches, Integer.MAX_VALUE, resources);
        MemoryEstimate memory = new MemoryModel(config, input.base().format())
                .training(input.settings().shape(), execution.step(batches.width(), input.settings()));
        Speed speed = probe == 0 || batches.own() == 0 ? Speed.UNKNOWN : speed(recipe, execution);
        LoraFinetuneRecipe.Volume volume = recipe.volume();
        return new Forecast(
                input.records(),
                input.round().size(),
                batches,
                volume.tokens(),
                volume.targetTokens(),
                volume.validation(),
                execution,
                memory,
                speed.steps,
                speed.tokensPerSecond,
                speed.tokensPerSecond == 0 ? 0 : volume.tokens() / speed.tokensPerSecond);
    }

    private record Speed(int steps, double tokensPerSecond) {
        static final Speed UNKNOWN = new Speed(0, 0);

        static Speed between(RunMeasurements from, RunMeasurements to) {
            return new Speed(to.step() - from.step(), (to.tokens() - from.tokens()) / (to.seconds() - from.seconds()));
        }
    }

    private Speed speed(LoraFinetuneRecipe recipe, ExecutionPlan execution) {
        RunMeasurements[] seen = new RunMeasurements[2];
        RecipeObserver timing = (step, state) -> {
            int at = step.tally().step() <= WARM_UP ? 0 : 1;
            seen[at] = step.tally();
            return step.tally().step() >= WARM_UP + probe ? RecipeObserver.Wish.STOP : RecipeObserver.Wish.CONTINUE;
        };
        TorchThreads.with(
                execution.machine().threads(),
                () -> recipe.by(execution.split()).train(null, timing));
        return seen[0] == null || seen[1] == null ? Speed.UNKNOWN : Speed.between(seen[0], seen[1]);
    }
}
