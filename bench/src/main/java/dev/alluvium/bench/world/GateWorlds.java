package dev.alluvium.bench.world;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.alluvium.model.Adapter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Runs rounds of several kinds on many worlds with a given recipe and gate, and writes one JSON line for each. A world's
 * clean round is trained once for all that build on it. A run that was cut off goes on where its file ends.
 */
public final class GateWorlds {
    /** Rounds of a series, the clean one included. */
    public static final int SERIES = 5;

    private static final ObjectMapper JSON = new ObjectMapper();

    private final TrainRound recipe;
    private final JudgeRound gate;
    private final Path file;
    private final Consumer<RoundOutcome> finished;
    private final Map<String, RoundOutcome> done = new HashMap<>();

    /**
     * An experiment.
     *
     * @param finished is told each outcome once it is in the file
     * @throws IllegalArgumentException if the file holds something else
     */
    public GateWorlds(TrainRound recipe, JudgeRound gate, Path file, Consumer<RoundOutcome> finished)
            throws IOException {
        this.recipe = recipe;
        this.gate = gate;
        this.file = file;
        this.finished = finished;
        read(file).forEach(outcome -> done.put(key(outcome.world(), outcome.kind(), outcome.step()), outcome));
    }

    /** Runs what the file does not hold yet of {@code kinds} on the worlds with seeds {@code first} to {@code last}. */
    public void run(long first, long last, Set<RoundKind> kinds) throws IOException {
        for (long world = first; world <= last; world++) {
            List<RoundKind> missing = new ArrayList<>();
            for (RoundKind kind : kinds) {
                if (!done.containsKey(key(world, kind.code(), kind == RoundKind.CUMULATIVE ? SERIES : 1))) {
                    missing.add(kind);
                }
            }
            if (!missing.isEmpty()) {
                run(world, missing);
            }
        }
    }

    private void run(long world, List<RoundKind> missing) throws IOException {
        WorldRounds rounds = new WorldRounds(world);
        for (RoundKind kind : missing) {
            if (kind.onBareBase() && kind != RoundKind.CLEAN) {
                run(world, null, rounds.of(kind), 1, true);
            }
        }
        if (!missing.stream().allMatch(kind -> kind.onBareBase() && kind != RoundKind.CLEAN)) {
            onClean(world, rounds, missing);
        }
    }

    private void onClean(long world, WorldRounds rounds, List<RoundKind> missing) throws IOException {
        Candidate clean = run(world, null, rounds.of(RoundKind.CLEAN), 1, missing.contains(RoundKind.CLEAN));
        for (RoundKind kind : missing) {
            if (kind == RoundKind.CUMULATIVE) {
                series(world, rounds, clean.adapter());
            } else if (!kind.onBareBase()) {
                run(world, clean.adapter(), rounds.of(kind), 1, true);
            }
        }
    }

    /** Each promoted round is the next one's champion; after a refused one the series goes on from the champion before. */
    private void series(long world, WorldRounds rounds, Adapter clean) throws IOException {
        Adapter champion = clean;
        List<Integer> learnt = new ArrayList<>(List.of(1));
        for (int step = 2; step <= SERIES; step++) {
            Candidate candidate = run(world, champion, rounds.inSeries(step, learnt), step, true);
            if (candidate.promoted()) {
                champion = candidate.adapter();
                learnt.add(step);
            }
        }
    }

    private record Candidate(Adapter adapter, boolean promoted) {}

    /** Also judges what is not {@code wanted}: later rounds of a series must not fall behind what it scored. */
    private Candidate run(long world, @Nullable Adapter champion, RoundCase round, int step, boolean wanted)
            throws IOException {
        long began = System.nanoTime();
        Adapter candidate = recipe.train(champion, round, world);
        double seconds = (System.nanoTime() - began) / 1e9;
        String key = key(world, round.kind().code(), step);
        JudgedRound judgement = gate.judge(champion, candidate, round);
        if (wanted && !done.containsKey(key)) {
            append(
                    key,
                    new RoundOutcome(
                            world, round.kind().code(), step, judgement.verdict(), seconds, judgement.figures()));
        }
        return new Candidate(candidate, judgement.verdict() == RoundVerdict.PROMOTED);
    }

    private void append(String key, RoundOutcome outcome) throws IOException {
        Files.writeString(
                file, JSON.writeValueAsString(outcome) + "\n", StandardOpenOption.CREATE, StandardOpenOption.APPEND);
        done.put(key, outcome);
        finished.accept(outcome);
    }

    /**
     * Everything in the file, in its order.
     *
     * @throws IllegalArgumentException if it holds something else
     */
    public static List<RoundOutcome> read(Path file) throws IOException {
        List<RoundOutcome> outcomes = new ArrayList<>();
        if (Files.exists(file)) {
            for (String line : Files.readAllLines(file)) {
                try {
                    outcomes.add(JSON.readValue(line, RoundOutcome.class));
                } catch (com.fasterxml.jackson.core.JsonProcessingException e) {
                    throw new IllegalArgumentException(
                            file + ", line " + (outcomes.size() + 1)
                                    + ": no outcome of this experiment; name another file, or delete the line",
                            e);
                }
            }
        }
        return outcomes;
    }

    private static String key(long world, String kind, int step) {
        return world + " " + kind + " " + step;
    }
}
