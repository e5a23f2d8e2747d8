package dev.alluvium.trainer.recipe;

import dev.alluvium.model.Adapter;
import dev.alluvium.model.LoadedAdapter;
import dev.alluvium.model.LoraTrainer;
import dev.alluvium.model.Score;
import dev.alluvium.model.Scorer;
import dev.alluvium.model.TrainingSnapshot;
import dev.alluvium.model.tensor.HostTensor;
import dev.alluvium.model.text.Example;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Scores the wordings set aside now and then, and keeps the weights that did best. Its state is in the {@link RunMeasurements} and
 * in each snapshot, so that a resumed run stops where an undisturbed one does. Without wordings it does nothing.
 */
final class EarlyStopping {
    /** Evaluations of a run at least, however few its epochs. */
    private static final int EVALUATIONS = 8;

    private static final String BEST = "best/";

    private final RecipeInput input;
    private final List<Example> examples;
    private final int patience;
    private final int interval;
    private @Nullable Adapter best;

    EarlyStopping(RecipeInput input, List<Example> examples, BatchPlan plan) {
        this.input = input;
        this.examples = List.copyOf(examples);
        this.patience = input.settings().options().earlyStopping().patience();
        int evaluations = Math.max(EVALUATIONS, plan.stepsByEpoch().size());
        this.interval = Math.max(1, (plan.steps() + evaluations - 1) / evaluations);
    }

    private boolean active() {
        return patience > 0 && !examples.isEmpty();
    }

    /** The tally of a run that begins with this adapter. */
    RunMeasurements begin(Adapter adapter) {
        return active() ? RunMeasurements.start().validated(Validation.start(loss(adapter))) : RunMeasurements.start();
    }

    /** The tally after a step, evaluated where it is time. */
    RunMeasurements after(RunMeasurements tally, int of, LoraTrainer trainer) {
        Validation before = tally.validation();
        boolean due = tally.step() % interval == 0 || tally.step() == of;
        if (before == null || !due) {
            return tally;
        }
        Adapter adapter = trainer.adapter();
        Validation now = before.after(tally.step(), loss(adapter));
        best = now.improved() ? adapter : best;
        return tally.validated(now);
    }

    /** Whether going on is pointless. */
    boolean exhausted(RunMeasurements tally) {
        return tally.validation() != null && tally.validation().waited() >= patience;
    }

    /** The weights to keep. */
    Adapter chosen(LoraTrainer trainer) {
        return best == null ? trainer.adapter() : best;
    }

    /** The trainer's state with the best weights. */
    TrainingSnapshot snapshot(LoraTrainer trainer) {
        TrainingSnapshot state = trainer.snapshot();
        if (best == null) {
            return state;
        }
        SortedMap<String, HostTensor> tensors = new TreeMap<>(state.tensors());
        best.tensors().forEach((name, tensor) -> tensors.put(BEST + name, tensor));
        return new TrainingSnapshot(state.step(), tensors);
    }

    /** Takes the best weights out of a snapshot. */
    void restore(TrainingSnapshot snapshot) {
        SortedMap<String, HostTensor> tensors = new TreeMap<>();
        snapshot.tensors().forEach((name, tensor) -> {
            if (name.startsWith(BEST)) {
                tensors.put(name.substring(BEST.length()), tensor);
            }
        });
        best = tensors.isEmpty()
                ? null
                : new Adapter(
                        input.settings().shape(),
                        tensors,
                        input.base().template().hash());
    }

    private double loss(Adapter adapter) {
        try (LoadedAdapter model = input.base().attach(adapter)) {
            List<Score> scores = Scorer.of(input.base()).score(model, examples);
            return Math.log(Scorer.perplexity(scores));
        }
    }
}
