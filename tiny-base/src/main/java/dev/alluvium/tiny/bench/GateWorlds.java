package dev.alluvium.tiny.bench;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.alluvium.model.Adapter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Runs every kind of round on many worlds with a given recipe and gate, and writes one JSON line for each. A run that
 * was cut off goes on where its file ends.
 */
public final class GateWorlds {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final TrainRound recipe;
    private final JudgeRound gate;
    private final Path file;

    public GateWorlds(TrainRound recipe, JudgeRound gate, Path file) {
        this.recipe = recipe;
        this.gate = gate;
        this.file = file;
    }

    /** Runs what the file does not hold yet of the worlds with seeds {@code first} to {@code last}. */
    public void run(long first, long last) throws IOException {
        Set<String> done = outcomes().stream()
                .map(outcome -> key(outcome.world(), outcome.kind()))
                .collect(Collectors.toSet());
        for (long world = first; world <= last; world++) {
            Set<RoundKind> missing = EnumSet.noneOf(RoundKind.class);
            for (RoundKind kind : RoundKind.values()) {
                if (!done.contains(key(world, kind.code()))) {
                    missing.add(kind);
                }
            }
            if (!missing.isEmpty()) {
                run(world, missing);
            }
        }
    }

    private void run(long world, Set<RoundKind> wanted) throws IOException {
        Rounds rounds = new Rounds(world);
        Adapter champion = run(world, null, rounds.of(RoundKind.CLEAN), wanted);
        for (RoundKind kind : wanted) {
            if (kind != RoundKind.CLEAN) {
                run(world, champion, rounds.of(kind), wanted);
            }
        }
    }

    private Adapter run(long world, @Nullable Adapter champion, RoundCase round, Set<RoundKind> wanted)
            throws IOException {
        long began = System.nanoTime();
        Adapter candidate = recipe.train(champion, round, world);
        double seconds = (System.nanoTime() - began) / 1e9;
        if (wanted.contains(round.kind())) {
            append(outcome(world, champion, candidate, round, seconds));
        }
        return candidate;
    }

    private Outcome outcome(
            long world, @Nullable Adapter champion, Adapter candidate, RoundCase round, double seconds) {
        Judgement judgement = gate.judge(champion, candidate, round);
        boolean right = judgement.promoted() == round.kind().promotable();
        return new Outcome(world, round.kind().code(), judgement.promoted(), right, seconds, judgement.figures());
    }

    private void append(Outcome outcome) throws IOException {
        Files.writeString(
                file, JSON.writeValueAsString(outcome) + "\n", StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    }

    /** Everything in the file. */
    public List<Outcome> outcomes() throws IOException {
        List<Outcome> outcomes = new ArrayList<>();
        if (Files.exists(file)) {
            for (String line : Files.readAllLines(file)) {
                outcomes.add(JSON.readValue(line, Outcome.class));
            }
        }
        return outcomes;
    }

    private static String key(long world, String kind) {
        return world + " " + kind;
    }
}
