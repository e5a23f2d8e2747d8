package dev.alluvium.trainer.run;

import dev.alluvium.contracts.dataset.ErasedFact;
import dev.alluvium.contracts.dataset.RoundManifest;
import dev.alluvium.contracts.object.ArtifactRef;
import dev.alluvium.contracts.object.ObjectKeys;
import dev.alluvium.contracts.record.KnowledgeRecord;
import dev.alluvium.knowledge.facts.Erasures;
import dev.alluvium.knowledge.facts.RoundContent;
import dev.alluvium.knowledge.facts.TrainingSet;
import dev.alluvium.knowledge.round.RoundReader;
import dev.alluvium.knowledge.round.StandingErasures;
import dev.alluvium.knowledge.wording.GeneralPart;
import dev.alluvium.model.Adapter;
import dev.alluvium.model.BaseModel;
import dev.alluvium.model.Fisher;
import dev.alluvium.model.LoadOptions;
import dev.alluvium.model.LoraShape;
import dev.alluvium.model.text.PromptTemplate;
import dev.alluvium.runtime.base.BaseDirectories;
import dev.alluvium.runtime.store.ObjectStore;
import dev.alluvium.settings.BaseProfile;
import dev.alluvium.settings.ModelConfig;
import dev.alluvium.settings.ParaphrasesConfig;
import dev.alluvium.settings.TrainingConfig;
import dev.alluvium.trainer.paraphrase.ParaphraseAnswers;
import dev.alluvium.trainer.paraphrase.Paraphraser;
import dev.alluvium.trainer.paraphrase.Paraphrases;
import dev.alluvium.trainer.paraphrase.Rewriter;
import dev.alluvium.trainer.plan.ExecutionPlan;
import dev.alluvium.trainer.plan.NextRun;
import dev.alluvium.trainer.plan.PlanInputs;
import dev.alluvium.trainer.plan.RunPlan;
import dev.alluvium.trainer.plan.RunPlan.RecordCounts;
import dev.alluvium.trainer.plan.RunResources;
import dev.alluvium.trainer.recipe.LoraFinetuneRecipe;
import dev.alluvium.trainer.recipe.RecipeInput;
import dev.alluvium.trainer.recipe.ReplayPool;
import dev.alluvium.trainer.recipe.TrainingSettings;
import dev.alluvium.trainer.recipe.UnmeasuredBaseDefaults;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Reads what a run needs: rounds, base, parent, probes. */
final class RunInputs {
    private final ObjectStore store;
    private final BaseDirectories bases;
    private final RoundReader rounds;
    private final StandingErasures erasures;
    private final ParentAdapters parents;
    private final Clock clock;
    private final LoadOptions options;
    private final Supplier<RunResources> resources;
    private final Path scratch;
    private final Function<ParaphrasesConfig, Rewriter> rewriters;

    /** Why and how another attempt follows one of a run; the first follows none. */
    record Cause(@Nullable String because, int mostRows) {
        static final Cause NONE = new Cause(null, Integer.MAX_VALUE);
    }

    RunInputs(
            ObjectStore store,
            BaseDirectories bases,
            ParentAdapters parents,
            Clock clock,
            LoadOptions options,
            Supplier<RunResources> resources,
            Path scratch,
            Function<ParaphrasesConfig, Rewriter> rewriters) {
        this.store = store;
        this.bases = bases;
        this.rounds = new RoundReader(store.bucket(), store::bytes, store::list);
        this.erasures = new StandingErasures(rounds);
        this.parents = parents;
        this.clock = clock;
        this.options = options;
        this.resources = resources;
        this.scratch = scratch;
        this.rewriters = rewriters;
    }

    /** A plan and the recipe that carries it out. */
    record Prepared(RunPlan plan, LoraFinetuneRecipe recipe) {}

    /** The base for a new attempt. */
    BaseModel load(String base) {
        return UnusableBaseException.load(() -> bases.directory(base), options);
    }

    /** The base of an attempt, in the format that it began with. */
    BaseModel load(RunPlan plan) {
        return UnusableBaseException.load(
                () -> bases.directory(plan.inputs().base()),
                options.in(plan.execution().format()));
    }

    /** What the present machine has. */
    RunResources resources() {
        return resources.get();
    }

    /** Carries out what is erased, before anything is planned. */
    void erase(NextRun next) {
        new ParaphraseAnswers(store, next.model()).erase(erasures.of(next.model()));
    }

    /** Whether something that an attempt trains was erased after it was planned. */
    boolean erasedSince(RunPlan plan) {
        return !plan.leavesOut(taught(NextRun.of(plan)).erased());
    }

    /**
     * Plans a new attempt by the present configuration.
     *
     * @throws java.util.concurrent.CancellationException if the run has to stop before that is done
     */
    Prepared plan(RunRequest request, String attempt, BaseModel loaded, Cause cause) {
        NextRun next = request.next();
        String base = request.base();
        BaseProfile profile = UnusableBaseException.reading(() -> bases.profile(base));
        TrainingSettings settings = TrainingSettings.resolve(
                request.model(), profile, loaded.config().parameters());
        Instant now = clock.instant();
        Taught taught = taught(next);
        TrainingSet set = taught.set();
        ArtifactRef trusted = TrustedProbes.keep(store, next.model(), request.probes(), set);
        ArtifactRef paraphrases = paraphrases(request, profile, set);
        PlanInputs inputs = PlanInputs.of(next, attempt, base, trusted, paraphrases);
        LoraFinetuneRecipe recipe = recipe(inputs, settings, set, loaded);
        while (UnmeasuredBaseDefaults.choosesRows(request.model(), profile)
                && settings.batchRows() < UnmeasuredBaseDefaults.MOST_ROWS
                && recipe.plan().steps() > UnmeasuredBaseDefaults.ENOUGH_STEPS) {
            settings = settings.withBatchRows(2 * settings.batchRows());
            recipe = recipe(inputs, settings, set, loaded);
        }
        ExecutionPlan execution = ExecutionPlan.of(
                loaded.config(), loaded.format(), settings, recipe.plan(), cause.mostRows(), resources());
        RunPlan plan = new RunPlan(
                inputs,
                taught.erased(),
                next.retry(),
                settings,
                settings.hash(),
                recipe.plan(),
                execution,
                cause.because(),
                RecordCounts.of(set),
                now);
        return new Prepared(plan, recipe.by(execution.split()));
    }

    private @Nullable ArtifactRef paraphrases(RunRequest request, BaseProfile profile, TrainingSet set) {
        ParaphrasesConfig asked = request.model()
                .training()
                .over(profile.training().over(TrainingConfig.DEFAULT))
                .paraphrases();
        if (asked.off()) {
            return null;
        }
        String model = request.next().model();
        Paraphrases chosen = new Paraphraser(new ParaphraseAnswers(store, model), asked, rewriters.apply(asked))
                .of(set.round(), TrustedProbes.byFact(request.probes()), request.stop()::whenGiven);
        request.listener().paraphrased(chosen.figures());
        return ParaphraseStore.keep(store, model, chosen);
    }

    /** Why the champion's adapter cannot be trained further as configured, if so. */
    Optional<String> incompatible(RunRequest request) {
        NextRun next = request.next();
        return Optional.ofNullable(next.parentAdapter())
                .map(parents::read)
                .flatMap(parent -> difference(parent, request.model(), request.base()))
                .map(why -> "version " + next.parent() + " " + why
                        + ", or retrain from the base by `alluvium consolidate " + next.model() + "`");
    }

    /** What the rounds of a run wait for before the gate could judge them, if they do. */
    Optional<String> gathers(RunRequest request) {
        NextRun next = request.next();
        if (next.rebuild() != null) {
            return Optional.empty();
        }
        List<RoundManifest> manifests = next.rounds().stream()
                .map(round -> rounds.manifest(next.model(), round))
                .toList();
        BaseProfile profile = UnusableBaseException.reading(() -> bases.profile(request.base()));
        return RoundGathering.waits(manifests, request.probes(), request.model().gateOn(profile));
    }

    private Optional<String> difference(Adapter parent, ModelConfig model, String base) {
        LoraShape asked = TrainingSettings.resolve(model, UnusableBaseException.reading(() -> bases.profile(base)))
                .shape();
        if (!parent.shape().equals(asked)) {
            return Optional.of(ShapeDifference.difference(parent.shape(), asked) + "; set training back");
        }
        String present = UnusableBaseException.reading(
                () -> PromptTemplate.load(bases.directory(base)).hash());
        return Optional.ofNullable(parent.template())
                .filter(template -> !template.equals(present))
                .map(template -> "was trained with the prompt template " + template + ", the base has " + present
                        + " now; restore its template");
    }

    /** The recipe of an attempt that was planned before. */
    LoraFinetuneRecipe recipe(RunPlan plan, BaseModel loaded) {
        return recipe(plan.inputs(), plan.settings(), taught(NextRun.of(plan)).set(), loaded)
                .by(plan.execution().split());
    }

    private LoraFinetuneRecipe recipe(PlanInputs inputs, TrainingSettings settings, TrainingSet set, BaseModel loaded) {
        ArtifactRef start = inputs.parentAdapter();
        Adapter parent = start == null ? null : parents.read(start);
        ReplayPool replay = new ReplayPool(generalText(inputs.base()), set.history());
        Fisher fisher = start == null ? null : new FisherStore(store, scratch).beside(start.key());
        return LoraFinetuneRecipe.prepare(new RecipeInput(
                loaded,
                parent,
                set.round(),
                replay,
                TrustedProbes.read(store, inputs.probes()),
                settings,
                fisher,
                ParaphraseStore.read(store, inputs.paraphrases())
                        .map(new ParaphraseAnswers(store, inputs.model())::wordings)
                        .orElse(Map.of())));
    }

    /** The part of the base's general text that is replayed. */
    private List<KnowledgeRecord> generalText(String base) {
        return UnusableBaseException.reading(() -> bases.general(base)).stream()
                .filter(record -> GeneralPart.of(record) == GeneralPart.REPLAY)
                .toList();
    }

    /** What a run trains and repeats, and the erasures that took something out of it. */
    private record Taught(TrainingSet set, List<ErasedFact> erased) {}

    /** Nothing that is erased is trained or repeated, whatever became of the round that listed the erasure. */
    private Taught taught(NextRun run) {
        Erasures standing = erasures.of(run.model());
        List<RoundContent> ancestry = read(run.model(), run.ancestry());
        List<RoundContent> rounds = read(run.model(), run.rounds());
        List<ErasedFact> erased = standing.touching(
                Stream.concat(ancestry.stream(), rounds.stream()).toList());
        TrainingSet set = run.rebuild() == null
                ? TrainingSet.of(without(standing, ancestry), without(standing, rounds))
                : TrainingSet.of(List.of(), without(standing, ancestry));
        return new Taught(set, erased);
    }

    private static List<RoundContent> without(Erasures erasures, List<RoundContent> rounds) {
        return rounds.stream().map(round -> round.without(erasures)).toList();
    }

    private List<RoundContent> read(String model, List<String> names) {
        return names.stream()
                .map(name -> rounds.content(ObjectKeys.roundManifest(model, name)))
                .toList();
    }
}
