package dev.alluvium.bench.seeds;

import dev.alluvium.bench.ShippedParts;
import dev.alluvium.bench.world.RoundCase;
import dev.alluvium.bench.world.RoundKind;
import dev.alluvium.bench.world.WorldJudge;
import dev.alluvium.bench.world.WorldRounds;
import dev.alluvium.cli.client.Terminal;
import dev.alluvium.contracts.json.Json;
import dev.alluvium.model.Adapter;
import dev.alluvium.model.LoadOptions;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;

/**
 * Trains the same rounds with several seeds on the shipped base: a clean one from the bare base, and an update on top of the
 * clean one of the first seed. A run that was cut off goes on where its file ends.
 */
public final class SeedBench {
    private final Path file;
    private final Terminal terminal;

    /** @param file JSON lines */
    public SeedBench(Path file, Terminal terminal) {
        this.file = file;
        this.terminal = terminal;
    }

    /** Measures what the file does not hold yet of worlds 1 to {@code worlds}, with seeds 1 to {@code seeds}. */
    public List<SeedOutcome> run(int worlds, int seeds) throws IOException {
        try (ShippedParts parts = ShippedParts.load(LoadOptions.cpu())) {
            for (long world = 1; world <= worlds; world++) {
                run(parts, world, seeds);
            }
        }
        return outcomes();
    }

    private void run(ShippedParts parts, long world, int seeds) throws IOException {
        WorldRounds rounds = new WorldRounds(world);
        List<Long> clean = missing(world, RoundKind.CLEAN, seeds);
        List<Long> update = missing(world, RoundKind.UPDATE, seeds);
        WorldJudge judge = parts.judge();
        for (long seed : clean) {
            train(new Trial(parts, judge, null, rounds.of(RoundKind.CLEAN), world, seed));
        }
        if (!update.isEmpty()) {
            RoundCase first = rounds.of(RoundKind.CLEAN);
            Adapter champion = parts.trainer(1).train(null, first, world);
            judge.evaluate(null, champion, first);
            for (long seed : update) {
                train(new Trial(parts, judge, champion, rounds.of(RoundKind.UPDATE), world, seed));
            }
        }
    }

    private record Trial(
            ShippedParts parts, WorldJudge judge, @Nullable Adapter champion, RoundCase round, long world, long seed) {
        SeedOutcome outcome() {
            Adapter candidate = parts.trainer(seed).train(champion, round, world);
            return SeedOutcome.of(world, round.kind().code(), seed, judge.evaluate(champion, candidate, round));
        }
    }

    private void train(Trial trial) throws IOException {
        terminal.line("world " + trial.world() + ", " + trial.round().kind().code() + ", seed " + trial.seed());
        Files.writeString(
                file, Json.string(trial.outcome()) + "\n", StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    }

    private List<Long> missing(long world, RoundKind kind, int seeds) throws IOException {
        List<Long> done = outcomes().stream()
                .filter(outcome -> outcome.world() == world && outcome.kind().equals(kind.code()))
                .map(SeedOutcome::seed)
                .toList();
        return LongStream.rangeClosed(1, seeds)
                .boxed()
                .filter(seed -> !done.contains(seed))
                .toList();
    }

    private List<SeedOutcome> outcomes() throws IOException {
        List<SeedOutcome> outcomes = new ArrayList<>();
        if (Files.exists(file)) {
            for (String line : Files.readAllLines(file)) {
                outcomes.add(Json.read(line.getBytes(StandardCharsets.UTF_8), SeedOutcome.class));
            }
        }
        return outcomes;
    }
}
