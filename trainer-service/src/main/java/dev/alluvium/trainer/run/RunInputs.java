package dev.alluvium.trainer.run;

import dev.alluvium.contracts.config.ModelConfig;
import dev.alluvium.contracts.dataset.facts.RoundContent;
import dev.alluvium.contracts.dataset.facts.TrainingSet;
import dev.alluvium.contracts.record.FactProbes;
import dev.alluvium.model.Adapter;
import dev.alluvium.model.BaseModel;
import dev.alluvium.runtime.base.BaseDirectories;
import dev.alluvium.runtime.store.ObjectStore;
import dev.alluvium.trainer.plan.NextRun;
import dev.alluvium.trainer.plan.RunPlan;
import dev.alluvium.trainer.recipe.LoraFinetuneRecipe;
import dev.alluvium.trainer.recipe.RecipeInput;
import dev.alluvium.trainer.recipe.ReplayPool;
import dev.alluvium.trainer.recipe.TrainingSettings;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Collection;
import java.util.List;
import java.util.Objects;

/** Reads what a run needs: rounds, base, parent, probes. */
final class RunInputs {
    private final ObjectStore store;
    private final BaseDirectories bases;
    private final ParentAdapters parents;
    private final Clock clock;

    RunInputs(ObjectStore store, BaseDirectories bases, ParentAdapters parents, Clock clock) {
        this.store = store;
        this.bases = bases;
        this.parents = parents;
        this.clock = clock;
    }

    /** A plan and the recipe that carries it out. */
    record Prepared(RunPlan plan, LoraFinetuneRecipe recipe) {}

    /** Where the base of a run lies. */
    Path directory(String base) {
        return bases.directory(base);
    }

    /** Plans a new attempt by the present configuration. */
    Prepared plan(NextRun next, String attempt, ModelConfig model, Collection<FactProbes> probes, BaseModel loaded) {
        String base = Objects.requireNonNull(model.base());
        TrainingSettings settings = TrainingSettings.resolve(model, bases.profile(base));
        RunPlan draft = RunPlan.draft(next, attempt, base, settings, null, clock.instant());
        TrainingSet set = set(draft);
        RunPlan probed = RunPlan.draft(
                next,
                attempt,
                base,
                settings,
                TrustedProbes.keep(store, next.model(), probes, set.facts()),
                draft.at());
        LoraFinetuneRecipe recipe = recipe(probed, set, loaded);
        return new Prepared(probed.laidOut(recipe.plan(), set), recipe);
    }

    /** The recipe of an attempt that was planned before. */
    LoraFinetuneRecipe recipe(RunPlan plan, BaseModel loaded) {
        return recipe(plan, set(plan), loaded);
    }

    private LoraFinetuneRecipe recipe(RunPlan plan, TrainingSet set, BaseModel loaded) {
        Adapter parent = plan.parentAdapter() == null ? null : parents.read(plan.parentAdapter());
        if (parent != null && !parent.shape().equals(plan.settings().shape())) {
            throw new IllegalStateException("v" + plan.parent() + " has the shape " + parent.shape()
                    + ", training asks for " + plan.settings().shape()
                    + "; set training back, or retrain from the base by `alluvium consolidate " + plan.model() + "`");
        }
        ReplayPool replay = new ReplayPool(GeneralText.replayed(directory(plan.base())), set.history());
        return LoraFinetuneRecipe.prepare(new RecipeInput(
                loaded, parent, set.round(), replay, TrustedProbes.read(store, plan.probes()), plan.settings()));
    }

    private TrainingSet set(RunPlan plan) {
        return TrainingSet.of(read(plan.ancestry()), read(plan.rounds()));
    }

    private List<RoundContent> read(List<RunPlan.PlannedRound> rounds) {
        RoundReader reader = new RoundReader(store);
        return rounds.stream().map(round -> reader.read(round.manifest())).toList();
    }
}
