package dev.alluvium.tiny.bench;

import static org.assertj.core.api.Assertions.assertThat;

import dev.alluvium.model.Adapter;
import dev.alluvium.model.LoraShape;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GateWorldsTest {
    @TempDir
    Path directory;

    private final List<String> trained = new ArrayList<>();

    @Test
    void shouldJudgeEveryKindOnTopOfTheCleanRound() throws IOException {
        Path file = directory.resolve("worlds.jsonl");

        new GateWorlds(this::train, GateWorldsTest::promote, file).run(1, 2);

        assertThat(trained)
                .containsExactly(
                        "1 clean on base",
                        "1 lies on 1",
                        "1 update on 1",
                        "1 shuffled on 1",
                        "2 clean on base",
                        "2 lies on 2",
                        "2 update on 2",
                        "2 shuffled on 2");
        assertThat(Files.readAllLines(file)).hasSize(8).allMatch(line -> line.contains("\"promoted\":true"));
        assertThat(Files.readAllLines(file))
                .filteredOn(line -> line.contains("\"right\":true"))
                .hasSize(4);
    }

    @Test
    void shouldGoOnWhereItsFileEnds() throws IOException {
        Path file = directory.resolve("worlds.jsonl");
        new GateWorlds(this::train, GateWorldsTest::promote, file).run(1, 2);
        List<String> lines = Files.readAllLines(file);
        Files.write(file, lines.subList(0, 6));
        trained.clear();

        new GateWorlds(this::train, GateWorldsTest::promote, file).run(1, 2);

        assertThat(trained).containsExactly("2 clean on base", "2 update on 2", "2 shuffled on 2");
        assertThat(Files.readAllLines(file)).hasSize(8);
    }

    private Adapter train(@Nullable Adapter champion, RoundCase round, long seed) {
        String on = champion == null
                ? "base"
                : String.valueOf((int) champion.shape().alpha());
        trained.add(seed + " " + round.kind().code() + " on " + on);
        return new Adapter(new LoraShape(1, seed, LoraShape.all(1).targets()), new TreeMap<>());
    }

    private static Judgement promote(@Nullable Adapter champion, Adapter candidate, RoundCase round) {
        return new Judgement(true, new TreeMap<>());
    }
}
