package dev.alluvium.registry.decide;

import static dev.alluvium.contracts.evaluation.EvaluationDecision.FAILED;
import static dev.alluvium.contracts.evaluation.EvaluationDecision.SUCCESSFUL;
import static dev.alluvium.contracts.evaluation.EvaluationDecision.values;
import static org.assertj.core.api.Assertions.assertThat;

import dev.alluvium.contracts.control.ControlCommand.RoundDecided;
import dev.alluvium.contracts.experiment.Conclusion;
import dev.alluvium.contracts.experiment.PromotionWatch;
import dev.alluvium.contracts.json.Json;
import dev.alluvium.contracts.registry.Consolidation;
import dev.alluvium.contracts.registry.RegistryEvent;
import dev.alluvium.contracts.registry.RegistryEvent.CanaryStarted;
import dev.alluvium.contracts.registry.RegistryEvent.VersionEvaluated;
import dev.alluvium.contracts.registry.RegistryEvent.VersionPromoted;
import dev.alluvium.contracts.registry.RegistryEvent.VersionTrained;
import dev.alluvium.contracts.training.Rebuild;
import dev.alluvium.knowledge.registry.ModelState;
import dev.alluvium.knowledge.registry.RegistryState;
import dev.alluvium.knowledge.registry.RoundState;
import dev.alluvium.knowledge.registry.VersionState;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever is asked of the registry in whatever order, these hold. */
class RandomHistoriesTest {
    private static final int STEPS = 200;

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12})
    void shouldKeepTheInvariantsOverAnyHistory(long seed) {
        run(seed, seed % 3 == 0 ? Registry.declared().canary() : Registry.declared());
    }

    /** A history that {@code seed} makes up, checked as it goes on. */
    static void run(long seed, Registry registry) {
        Random random = new Random(seed);
        for (int step = 0; step < STEPS; step++) {
            RegistryState before = registry.state();
            RegistryDecision decision = act(registry, random, step);
            if (decision instanceof RegistryDecision.Accepted accepted) {
                checkPromotions(before, accepted.events(), seed);
            }
            checkState(registry, seed);
        }
        assertThat(RegistryState.of(registry.log)).as("seed %s", seed).isEqualTo(registry.state());
        assertThat(reread(registry.log)).as("seed %s", seed).isEqualTo(registry.state());
        checkGenerations(registry, seed);
        checkDice(registry.log, seed);
    }

    private static RegistryDecision act(Registry registry, Random random, int step) {
        ModelState model = registry.model();
        int any = random.nextInt(model.nextVersion());
        int parent = random.nextInt(4) == 0 ? any : model.champion();
        String run = "run-" + (random.nextInt(4) == 0 ? random.nextInt(step + 1) : step);
        String round = "r%06d".formatted(random.nextInt(12));
        String other = "r%06d".formatted(random.nextInt(12));
        return switch (random.nextInt(19)) {
            case 0, 1, 2 -> registry.trained(run, parent, round, round.equals(other) ? "r000099" : other);
            case 3 -> registry.failed(run, "nan", round);
            case 4, 5, 6 -> registry.evaluated(verdict(registry, random, run, parent));
            case 7 -> registry.promote(any);
            case 8 -> registry.approve(any, "because");
            case 9 -> random.nextInt(3) == 0 ? registry.drill() : registry.rollback(random.nextBoolean() ? null : any);
            case 10 -> random.nextBoolean() ? registry.resume() : registry.freeze();
            case 11 -> random.nextInt(4) == 0 ? registry.cancel() : registry.resume();
            case 12 -> registry.consolidate();
            case 13 -> rebuild(registry, random, run, parent);
            case 14 -> registry.tryOut(any);
            case 15 -> registry.concluded(Conclusion.values()[random.nextInt(Conclusion.values().length)]);
            case 16 -> random.nextBoolean() ? registry.reject(any) : registry.postpone(any);
            case 17 -> watchEnded(registry, random);
            default -> registry.requeue(round);
        };
    }

    /** Of the watch that goes on, or one that means another version or an earlier generation. */
    private static RegistryDecision watchEnded(Registry registry, Random random) {
        Conclusion conclusion = List.of(Conclusion.PASSED, Conclusion.WORSE, Conclusion.GUARD_BROKEN)
                .get(random.nextInt(3));
        PromotionWatch watch = registry.model().watch();
        if (watch == null || random.nextInt(3) > 0) {
            return registry.watchEnded(conclusion);
        }
        int version = random.nextInt(registry.model().nextVersion());
        long generation = registry.model().generation() - random.nextInt(2);
        boolean meant =
                version == watch.version() && generation == registry.model().generation();
        RegistryDecision decision = registry.watchEnded(watch.watch(), version, generation, conclusion);
        assertThat(decision instanceof RegistryDecision.Accepted)
                .as("the end of the watch of version %s in generation %s", version, generation)
                .isEqualTo(meant);
        return decision;
    }

    private static RegistryDecision rebuild(Registry registry, Random random, String run, int parent) {
        Consolidation ordered = registry.model().consolidation();
        Rebuild rebuild =
                new Rebuild(ordered == null ? "never" : ordered.order(), random.nextBoolean() ? "tiny" : "small");
        return random.nextInt(3) == 0
                ? registry.rebuildFailed(run, parent, rebuild, "nan")
                : registry.rebuilt(run, parent, rebuild);
    }

    private static PlayedVerdict verdict(Registry registry, Random random, String run, int parent) {
        String judged = registry.model().openCandidate().map(VersionState::run).orElse(run);
        PlayedVerdict verdict = PlayedVerdict.of(
                        judged, parent, values()[random.nextInt(3) == 0 ? random.nextInt(4) : 0])
                .named("e" + random.nextInt(3))
                .on("records-" + random.nextInt(3));
        return random.nextInt(5) == 0 ? verdict.needingApproval() : verdict;
    }

    private static void checkPromotions(RegistryState before, List<RegistryEvent> events, long seed) {
        RegistryState state = before;
        for (RegistryEvent event : events) {
            if (event.change() instanceof VersionPromoted promoted) {
                ModelState model = state.models().get(Registry.MODEL);
                assertThat(model.versions().get(promoted.version()).parent())
                        .as("parent at promotion, seed %s", seed)
                        .isEqualTo(model.champion());
            }
            state = state.apply(event);
        }
    }

    private static void checkState(Registry registry, long seed) {
        ModelState model = registry.model();
        Set<String> live = new HashSet<>();
        List<VersionState> line = model.ancestry(model.drill() != null ? model.drill() : model.champion());
        for (VersionState version : line) {
            assertThat(version.stage())
                    .as("ancestor %s, seed %s", version, seed)
                    .isEqualTo(VersionState.Stage.LIVE);
            for (String round : version.rounds()) {
                assertThat(live.add(round))
                        .as("round %s once, seed %s", round, seed)
                        .isTrue();
                assertThat(model.round(round).stage()).as(round).isEqualTo(RoundState.Stage.LIVE);
            }
        }
        assertThat(model.rounds().values().stream()
                        .filter(round -> round.stage() == RoundState.Stage.LIVE)
                        .map(RoundState::round))
                .as("live rounds, seed %s", seed)
                .containsExactlyInAnyOrderElementsOf(live);
        assertThat(model.versions().values())
                .filteredOn(version -> version.stage() == VersionState.Stage.CANARY)
                .as("the version in the experiment, seed %s", seed)
                .extracting(VersionState::version)
                .isEqualTo(
                        model.canary() == null
                                ? List.of()
                                : List.of(model.canary().version()));
        checkWatch(model, seed);
        for (VersionState open : model.openCandidates()) {
            assertThat(open.rounds())
                    .as("rounds of %s", open)
                    .allMatch(round -> model.round(round).heldBy(open.version()));
        }
    }

    private static void checkWatch(ModelState model, long seed) {
        PromotionWatch watch = model.watch();
        if (watch != null) {
            assertThat(watch.version()).as("watched, seed %s", seed).isEqualTo(model.champion());
            assertThat(model.get(watch.version()).parent())
                    .as("compared with, seed %s", seed)
                    .isEqualTo(watch.baseline().version());
            assertThat(model.canary()).as("beside a watch, seed %s", seed).isNull();
            assertThat(model.drill()).as("beside a watch, seed %s", seed).isNull();
        }
        assertThat(RegistryOutbox.desired(model, 1, Registry.NOW).experiment())
                .as("what answers are reported for, seed %s", seed)
                .isEqualTo(model.canary() != null ? model.canary().experiment() : watch == null ? null : watch.watch());
    }

    /** Recounts the log in another way: what nobody ordered rests on one of the first verdicts on the same records. */
    private static void checkDice(List<RegistryEvent> log, long seed) {
        Map<Integer, Integer> parents = new HashMap<>();
        Map<Integer, String> judged = new HashMap<>();
        Map<String, List<Integer>> throwsOf = new HashMap<>();
        for (RegistryEvent event : log) {
            if (event.change() instanceof VersionTrained it) {
                parents.put(it.version(), it.parent());
            } else if (event.change() instanceof VersionEvaluated it) {
                String dice = it.content() + " on " + parents.get(it.version());
                judged.put(it.version(), dice);
                if (Set.of(SUCCESSFUL, FAILED).contains(it.decision())) {
                    throwsOf.computeIfAbsent(dice, key -> new ArrayList<>()).add(it.version());
                }
            }
            Integer version = released(event);
            if (version != null) {
                assertThat(throwsOf.get(judged.get(version)).lastIndexOf(version))
                        .as("throw of %s by which version %s was released, seed %s", judged, version, seed)
                        .isBetween(0, 1);
            }
        }
    }

    private static @Nullable Integer released(RegistryEvent event) {
        if (event.change() instanceof VersionPromoted it && it.automatic()) {
            return it.version();
        }
        return event.change() instanceof CanaryStarted it && it.automatic() ? it.version() : null;
    }

    private static void checkGenerations(Registry registry, long seed) {
        Map<String, Long> last = new HashMap<>();
        registry.control.stream()
                .filter(RoundDecided.class::isInstance)
                .map(RoundDecided.class::cast)
                .forEach(decided -> assertThat(
                                last.merge(decided.round(), decided.generation(), (a, b) -> b == a + 1 ? b : -1))
                        .as("generation of %s, seed %s", decided.round(), seed)
                        .isEqualTo(decided.generation()));
        assertThat(registry.desired)
                .extracting(it -> it.generation())
                .isSorted()
                .doesNotHaveDuplicates();
    }

    private static RegistryState reread(List<RegistryEvent> log) {
        return RegistryState.of(log.stream()
                .map(event -> Json.read(Json.bytes(event), RegistryEvent.class))
                .toList());
    }
}
