package dev.alluvium.trainer.plan;

import dev.alluvium.contracts.dataset.DatasetReady;
import dev.alluvium.contracts.experiment.PromotionWatch;
import dev.alluvium.contracts.registry.Consolidation;
import dev.alluvium.contracts.registry.RegistryEvent;
import dev.alluvium.contracts.training.Rebuild;
import dev.alluvium.contracts.training.TrainingResult;
import dev.alluvium.knowledge.registry.ModelState;
import dev.alluvium.knowledge.registry.RegistryState;
import dev.alluvium.knowledge.registry.RoundState;
import dev.alluvium.knowledge.registry.VersionState;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Everything the trainer has read: the registry's log, the rounds that were cut, and how its own runs ended. What to do
 * next is a function of it alone, so every trainer that has read the same decides the same.
 *
 * @param rounds rounds by model
 * @param ended own results by run
 */
public record TrainerState(
        RegistryState registry, SortedMap<String, SortedSet<String>> rounds, SortedMap<String, TrainingResult> ended) {
    public TrainerState {
        rounds = Collections.unmodifiableSortedMap(new TreeMap<>(rounds));
        ended = Collections.unmodifiableSortedMap(new TreeMap<>(ended));
    }

    /** Nothing read yet. */
    public static TrainerState empty() {
        return new TrainerState(RegistryState.empty(), new TreeMap<>(), new TreeMap<>());
    }

    /** After one more entry of the registry's log. */
    public TrainerState after(RegistryEvent event) {
        return new TrainerState(registry.apply(event), rounds, ended);
    }

    /** After a round was cut; a repetition changes nothing. */
    public TrainerState after(DatasetReady ready) {
        SortedMap<String, SortedSet<String>> next = new TreeMap<>(rounds);
        SortedSet<String> names = new TreeSet<>(rounds.getOrDefault(ready.model(), new TreeSet<>()));
        names.add(ready.round());
        next.put(ready.model(), Collections.unmodifiableSortedSet(names));
        return new TrainerState(registry, next, ended);
    }

    /** After a run ended. */
    public TrainerState after(TrainingResult result) {
        SortedMap<String, TrainingResult> next = new TreeMap<>(ended);
        next.putIfAbsent(result.run(), result);
        return new TrainerState(registry, rounds, next);
    }

    /**
     * What to do for a model.
     *
     * @param base as the configuration names it
     */
    public NextAction next(String name, String base) {
        Optional<ModelState> declared = registry.model(name);
        if (declared.isEmpty()) {
            return new NextAction.Idle("waits: the registry has not declared the model yet");
        }
        ModelState model = declared.get();
        if (model.paused()) {
            return new NextAction.Held("waits: training was cancelled; `alluvium resume " + name
                    + "` lets it begin again, with the configuration of then");
        }
        return unpaused(model, base);
    }

    /** What to do for a model once it is resumed, if it is cancelled. */
    public NextAction whenResumed(String name, String base) {
        return registry.model(name).map(model -> unpaused(model, base)).orElseGet(() -> next(name, base));
    }

    private NextAction unpaused(ModelState model, String base) {
        Optional<String> obstacle = obstacle(model);
        if (obstacle.isPresent()) {
            return new NextAction.Idle(obstacle.get());
        }
        Consolidation ordered = model.consolidation();
        if (ordered != null) {
            return new NextAction.Start(rebuild(model, ordered, base));
        }
        String championBase = model.baseOf(model.champion());
        if (!championBase.equals(base)) {
            return new NextAction.Held("waits: the base changed from " + championBase + " to " + base
                    + "; set it back, or retrain from the base by `alluvium consolidate " + model.model() + "`");
        }
        List<String> ready = ready(model);
        if (ready.isEmpty()) {
            return new NextAction.Idle("waits: no round is ready");
        }
        if (ready.stream().allMatch(round -> model.round(round).postponed())) {
            return new NextAction.Idle("waits: " + String.join(", ", ready) + (ready.size() == 1 ? " was" : " were")
                    + " postponed by an operator; trains with the next round, or now by `alluvium resume "
                    + model.model() + "`");
        }
        return new NextAction.Start(run(model, ready));
    }

    /** Whether a run still makes sense: its parent is the champion, which is not watched, and its rounds are ready or its order stands. */
    public boolean wanted(String name, int parent, List<String> runRounds, @Nullable Rebuild rebuild) {
        return registry.model(name)
                .filter(model -> model.standing() == parent && !model.paused() && model.watch() == null)
                .filter(model -> rebuild == null || ordered(model, rebuild))
                .filter(model ->
                        runRounds.stream().allMatch(round -> model.round(round).stage() == RoundState.Stage.READY))
                .isPresent();
    }

    /** Whether an operator ended the runs of a model. */
    public boolean paused(String name) {
        return registry.model(name).filter(ModelState::paused).isPresent();
    }

    private static boolean ordered(ModelState model, Rebuild rebuild) {
        Consolidation standing = model.consolidation();
        return standing != null && standing.answeredBy(rebuild);
    }

    private Optional<String> obstacle(ModelState model) {
        Optional<VersionState> open = model.openCandidate();
        if (open.isPresent()) {
            VersionState candidate = open.get();
            String until = candidate.waitsFor() == null ? "" : " (" + candidate.waitsFor() + ")";
            return Optional.of("waits: candidate v" + candidate.version() + " is undecided" + until);
        }
        PromotionWatch watch = model.watch();
        if (watch != null) {
            return Optional.of("waits: users may take v" + watch.version() + " back until " + watch.endsAt());
        }
        if (model.drill() != null) {
            return Optional.of("waits: a rollback drill is under way, until v" + model.drill() + " is champion again");
        }
        return ended.values().stream()
                .filter(result -> result.model().equals(model.model()))
                .map(TrainingResult::run)
                .filter(run -> model.byRun(run).isEmpty() && !model.failedRuns().contains(run))
                .findFirst()
                .map(run -> "waits: the registry has not taken up " + run + " yet");
    }

    private List<String> ready(ModelState model) {
        return rounds.getOrDefault(model.model(), new TreeSet<>()).stream()
                .filter(round -> model.round(round).stage() == RoundState.Stage.READY)
                .toList();
    }

    private static NextRun run(ModelState model, List<String> ready) {
        int retry = retry(model, Set.copyOf(ready));
        return new NextRun(
                model.model(),
                RunIds.run(model.model(), model.champion(), ready, retry),
                model.champion(),
                model.get(model.champion()).adapter(),
                null,
                ready,
                ancestry(model),
                retry);
    }

    private static NextRun rebuild(ModelState model, Consolidation ordered, String base) {
        long versions = model.versions().values().stream()
                .filter(version -> ordered.answeredBy(version.rebuild()))
                .count();
        int retry = (int) versions + ordered.attempts();
        return new NextRun(
                model.model(),
                RunIds.run(model.model(), model.champion(), List.of(ordered.order()), retry),
                model.champion(),
                null,
                new Rebuild(ordered.order(), base),
                List.of(),
                ancestry(model),
                retry);
    }

    /** Versions and failed runs over the same rounds: a name once used is never used again. */
    private static int retry(ModelState model, Set<String> ready) {
        long versions = model.versions().values().stream()
                .filter(version -> version.rounds().stream().anyMatch(ready::contains))
                .count();
        int attempts =
                ready.stream().mapToInt(round -> model.round(round).attempts()).sum();
        return (int) versions + attempts;
    }

    private static List<String> ancestry(ModelState model) {
        List<VersionState> oldestFirst = new ArrayList<>(model.ancestry(model.champion()));
        Collections.reverse(oldestFirst);
        Set<String> names = new LinkedHashSet<>();
        oldestFirst.forEach(version -> names.addAll(version.rounds()));
        return List.copyOf(names);
    }

    /** One sentence for each model. */
    public Map<String, String> explain(Map<String, String> basesByModel) {
        Map<String, String> sentences = new TreeMap<>();
        basesByModel.forEach((name, base) -> {
            sentences.put(name, sentence(next(name, base)));
        });
        return sentences;
    }

    private static String sentence(NextAction next) {
        if (next instanceof NextAction.Idle idle) {
            return idle.why();
        }
        return next instanceof NextAction.Held held ? held.why() : "about to train";
    }
}
