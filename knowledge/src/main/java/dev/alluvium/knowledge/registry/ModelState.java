package dev.alluvium.knowledge.registry;

import dev.alluvium.contracts.evaluation.AdapterEvaluated;
import dev.alluvium.contracts.evaluation.EvaluationDecision;
import dev.alluvium.contracts.experiment.Canary;
import dev.alluvium.contracts.experiment.PromotionWatch;
import dev.alluvium.contracts.object.ArtifactRef;
import dev.alluvium.contracts.registry.Consolidation;
import dev.alluvium.contracts.training.Rebuild;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * A model: its versions, its rounds, and the aliases that point at them.
 *
 * @param previous the champion before the present one
 * @param drill the version that a rollback drill left, until it is champion again
 * @param frozen true while nothing is promoted automatically
 * @param paused true after a cancellation: no run goes on or begins until resumed
 * @param canary the experiment that runs
 * @param watch set while the champion, which an experiment promoted, may be taken back by what users report
 * @param consolidation the rebuild from the base that is ordered and not decided
 * @param generation grows with each change of what should be served
 * @param failedRuns runs that made no adapter
 * @param verdicts how often the same records were judged against the same parent
 * @param deferred verdicts whose adapters have no number yet, by run and sha256 of the adapter
 */
public record ModelState(
        String model,
        String base,
        int champion,
        @Nullable Integer previous,
        @Nullable Integer drill,
        boolean frozen,
        boolean paused,
        @Nullable Consolidation consolidation,
        @Nullable Canary canary,
        @Nullable PromotionWatch watch,
        long generation,
        SortedMap<Integer, VersionState> versions,
        SortedMap<String, RoundState> rounds,
        SortedSet<String> failedRuns,
        VerdictCounts verdicts,
        SortedMap<String, AdapterEvaluated> deferred) {

    public ModelState {
        versions = Collections.unmodifiableSortedMap(new TreeMap<>(versions));
        rounds = Collections.unmodifiableSortedMap(new TreeMap<>(rounds));
        failedRuns = Collections.unmodifiableSortedSet(new TreeSet<>(failedRuns));
        deferred = Collections.unmodifiableSortedMap(new TreeMap<>(deferred));
    }

    static ModelState declared(String model, String base, Instant at) {
        SortedMap<Integer, VersionState> versions = new TreeMap<>();
        versions.put(0, VersionState.base(at));
        return new ModelState(
                model,
                base,
                0,
                null,
                null,
                false,
                false,
                null,
                null,
                null,
                1,
                versions,
                new TreeMap<>(),
                new TreeSet<>(),
                VerdictCounts.NONE,
                new TreeMap<>());
    }

    /** Whether there is any version beside the base itself; until then the declared base can change. */
    public boolean learned() {
        return versions.size() > 1;
    }

    ModelState redeclared(String next) {
        return learned() || next.equals(base)
                ? this
                : changed(to -> {
                    to.base = next;
                    to.generation = generation + 1;
                });
    }

    /** The champion, or the version that a rollback drill has left and that will be champion again when it is over. */
    public int standing() {
        return drill == null ? champion : drill;
    }

    /** The number that the next version will get. */
    public int nextVersion() {
        return versions.lastKey() + 1;
    }

    /** The version that keeps the next run waiting. */
    public Optional<VersionState> openCandidate() {
        return openCandidates().stream().findFirst();
    }

    /** Every undecided version; more than one only if two trainers raced. */
    public List<VersionState> openCandidates() {
        return versions.values().stream().filter(v -> v.stage().open()).toList();
    }

    /** A version by number. */
    public Optional<VersionState> version(int number) {
        return Optional.ofNullable(versions.get(number));
    }

    /** The version that a run made. */
    public Optional<VersionState> byRun(String run) {
        return versions.values().stream().filter(v -> v.run().equals(run)).findFirst();
    }

    /** The verdict on a run's adapter that came before the adapter did. */
    public Optional<AdapterEvaluated> deferred(String run, ArtifactRef adapter) {
        return Optional.ofNullable(deferred.get(deferredKey(run, adapter)));
    }

    /** A round; READY if no run over it has ended. */
    public RoundState round(String name) {
        return rounds.getOrDefault(name, RoundState.ready(name));
    }

    /** {@code version} and its ancestors down to 0, nearest first. */
    public List<VersionState> ancestry(int version) {
        List<VersionState> line = new ArrayList<>();
        for (int at = version; ; at = get(at).parent()) {
            line.add(get(at));
            if (at == 0) {
                return line;
            }
        }
    }

    /** The base that a version's adapter belongs to: the one of its nearest rebuild, else the declared one. */
    public String baseOf(int version) {
        return ancestry(version).stream()
                .map(VersionState::rebuild)
                .filter(Objects::nonNull)
                .map(Rebuild::base)
                .findFirst()
                .orElse(base);
    }

    /** The rounds that the champion was trained on, all of its ancestry. */
    public List<String> championRounds() {
        return ancestry(champion).stream()
                .flatMap(v -> v.rounds().stream())
                .sorted()
                .distinct()
                .toList();
    }

    /**
     * A version that must exist.
     *
     * @throws IllegalStateException if it does not
     */
    public VersionState get(int version) {
        VersionState found = versions.get(version);
        if (found == null) {
            throw new IllegalStateException(model + " has no version " + version);
        }
        return found;
    }

    ModelState with(VersionState changed) {
        SortedMap<Integer, VersionState> next = new TreeMap<>(versions);
        next.put(changed.version(), changed);
        return changed(to -> to.versions = next);
    }

    ModelState withRounds(Collection<String> names, UnaryOperator<RoundState> change) {
        SortedMap<String, RoundState> next = new TreeMap<>(rounds);
        names.forEach(name -> next.put(name, change.apply(round(name))));
        return changed(to -> to.rounds = next);
    }

    ModelState withChampion(int next, @Nullable Integer drilled) {
        return changed(to -> {
            to.champion = next;
            to.previous = champion;
            to.drill = drilled;
            to.generation = generation + 1;
        });
    }

    ModelState withFrozen(boolean next) {
        return changed(to -> to.frozen = next);
    }

    ModelState withPaused(boolean next) {
        return changed(to -> to.paused = next);
    }

    ModelState withConsolidation(@Nullable Consolidation next) {
        return changed(to -> to.consolidation = next);
    }

    /** In an experiment, or in none. */
    ModelState withCanary(@Nullable Canary next) {
        return changed(to -> {
            to.canary = next;
            to.generation = generation + 1;
        });
    }

    /** Watched, or not any more. */
    ModelState withWatch(@Nullable PromotionWatch next) {
        return changed(to -> {
            to.watch = next;
            to.generation = generation + 1;
        });
    }

    /** The order that a rebuild answers, tried once more without a verdict. */
    ModelState consolidationTried(@Nullable Rebuild rebuild) {
        Consolidation ordered = consolidation;
        return ordered != null && ordered.answeredBy(rebuild) ? withConsolidation(ordered.triedAgain()) : this;
    }

    /** Without the order that a rebuild answers. */
    ModelState consolidationDecided(@Nullable Rebuild rebuild) {
        Consolidation ordered = consolidation;
        return ordered != null && ordered.answeredBy(rebuild) ? withConsolidation(null) : this;
    }

    ModelState withFailedRun(String run) {
        SortedSet<String> next = new TreeSet<>(failedRuns);
        next.add(run);
        return changed(to -> to.failedRuns = next);
    }

    ModelState judged(@Nullable String content, int parent, EvaluationDecision decision) {
        return changed(to -> to.verdicts = verdicts.and(content, parent, decision));
    }

    ModelState deferring(AdapterEvaluated evaluation) {
        SortedMap<String, AdapterEvaluated> next = new TreeMap<>(deferred);
        next.put(deferredKey(evaluation.run(), evaluation.adapter()), evaluation);
        return withDeferred(next);
    }

    ModelState withoutDeferred(String run) {
        SortedMap<String, AdapterEvaluated> next = new TreeMap<>(deferred);
        next.keySet().removeIf(key -> key.startsWith(run + "/"));
        return withDeferred(next);
    }

    private static String deferredKey(String run, ArtifactRef adapter) {
        return run + "/" + adapter.sha256();
    }

    private ModelState withDeferred(SortedMap<String, AdapterEvaluated> next) {
        return changed(to -> to.deferred = next);
    }

    /** This state with some of its parts replaced. */
    private ModelState changed(Consumer<Parts> change) {
        Parts to = new Parts(this);
        change.accept(to);
        return new ModelState(
                model,
                to.base,
                to.champion,
                to.previous,
                to.drill,
                to.frozen,
                to.paused,
                to.consolidation,
                to.canary,
                to.watch,
                to.generation,
                to.versions,
                to.rounds,
                to.failedRuns,
                to.verdicts,
                to.deferred);
    }

    private static final class Parts {
        private String base;
        private int champion;
        private @Nullable Integer previous;
        private @Nullable Integer drill;
        private boolean frozen;
        private boolean paused;
        private @Nullable Consolidation consolidation;
        private @Nullable Canary canary;
        private @Nullable PromotionWatch watch;
        private long generation;
        private SortedMap<Integer, VersionState> versions;
        private SortedMap<String, RoundState> rounds;
        private SortedSet<String> failedRuns;
        private VerdictCounts verdicts;
        private SortedMap<String, AdapterEvaluated> deferred;

        Parts(ModelState from) {
            base = from.base;
            champion = from.champion;
            previous = from.previous;
            drill = from.drill;
            frozen = from.frozen;
            paused = from.paused;
            consolidation = from.consolidation;
            canary = from.canary;
            watch = from.watch;
            generation = from.generation;
            versions = from.versions;
            rounds = from.rounds;
            failedRuns = from.failedRuns;
            verdicts = from.verdicts;
            deferred = from.deferred;
        }
    }
}
