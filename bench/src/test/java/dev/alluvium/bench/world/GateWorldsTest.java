package dev.alluvium.bench.world;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.alluvium.model.Adapter;
import dev.alluvium.model.LoraShape;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GateWorldsTest {
    @TempDir
    Path directory;

    private static final Set<RoundKind> KINDS =
            EnumSet.of(RoundKind.CLEAN, RoundKind.UPDATE, RoundKind.LIES, RoundKind.SHUFFLED);
    private static final JudgeRound PROMOTE =
            (champion, candidate, round) -> new JudgedRound(RoundVerdict.PROMOTED, new TreeMap<>());

    private final List<String> trained = new ArrayList<>();

    @Test
    void shouldJudgeEveryKindOnTopOfTheCleanRound() throws IOException {
        Path file = directory.resolve("worlds.jsonl");

        run(file, 2, KINDS, PROMOTE);

        assertThat(trained)
                .containsExactly(
                        "1 clean on base",
                        "1 update on 1 clean",
                        "1 lies on 1 clean",
                        "1 shuffled on 1 clean",
                        "2 clean on base",
                        "2 update on 2 clean",
                        "2 lies on 2 clean",
                        "2 shuffled on 2 clean");
        assertThat(GateWorlds.read(file)).hasSize(8).allMatch(outcome -> outcome.verdict() == RoundVerdict.PROMOTED);
        assertThat(GateWorlds.read(file)).filteredOn(RoundOutcome::right).hasSize(4);
    }

    @Test
    void shouldGoOnWhereItsFileEnds() throws IOException {
        Path file = directory.resolve("worlds.jsonl");
        run(file, 2, KINDS, PROMOTE);
        List<String> lines = Files.readAllLines(file);
        Files.write(file, lines.subList(0, 6));
        trained.clear();

        run(file, 2, KINDS, PROMOTE);

        assertThat(trained).containsExactly("2 clean on base", "2 lies on 2 clean", "2 shuffled on 2 clean");
        assertThat(Files.readAllLines(file)).hasSize(8).doesNotHaveDuplicates();
    }

    @Test
    void shouldTrainNoCleanRoundForWhatIsTaughtToTheBareBase() throws IOException {
        run(directory.resolve("worlds.jsonl"), 1, EnumSet.of(RoundKind.OPEN, RoundKind.DOCUMENTS_GARBLED), PROMOTE);

        assertThat(trained).containsExactly("1 open on base", "1 documents-garbled on base");
    }

    @Test
    void shouldBuildASeriesOnWhatWasPromoted() throws IOException {
        Path file = directory.resolve("worlds.jsonl");
        JudgeRound thirdRefused = (champion, candidate, round) -> new JudgedRound(
                trained.get(trained.size() - 1).startsWith("1 cumulative 3")
                        ? RoundVerdict.REFUSED
                        : RoundVerdict.PROMOTED,
                new TreeMap<>());

        run(file, 1, EnumSet.of(RoundKind.CUMULATIVE), thirdRefused);

        assertThat(trained)
                .containsExactly(
                        "1 clean on base",
                        "1 cumulative 2 on 1 clean",
                        "1 cumulative 3 on 1 cumulative 2",
                        "1 cumulative 4 on 1 cumulative 2",
                        "1 cumulative 5 on 1 cumulative 4");
        assertThat(GateWorlds.read(file)).extracting(RoundOutcome::step).containsExactly(2, 3, 4, 5);
    }

    @Test
    void shouldNameALineThatIsNoOutcome() throws IOException {
        Path file = Files.writeString(directory.resolve("worlds.jsonl"), "{\"loss\":1}\n");

        assertThatThrownBy(() -> run(file, 1, KINDS, PROMOTE))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("worlds.jsonl, line 1");
    }

    private void run(Path file, int worlds, Set<RoundKind> kinds, JudgeRound gate) throws IOException {
        new GateWorlds(this::train, gate, file, outcome -> {}).run(1, worlds, kinds);
    }

    /** Tells adapters apart by their alpha: where in {@code trained} they stand. */
    private Adapter train(@Nullable Adapter champion, RoundCase round, long seed) {
        String on = champion == null
                ? "base"
                : trained.get((int) champion.shape().alpha() - 1).split(" on ")[0];
        long again = trained.stream()
                .filter(name -> name.startsWith(seed + " cumulative"))
                .count();
        boolean series = round.kind() == RoundKind.CUMULATIVE;
        trained.add(seed + " " + round.kind().code() + (series ? " " + (again + 2) : "") + " on " + on);
        return new Adapter(new LoraShape(1, trained.size(), LoraShape.all(1).targets()), new TreeMap<>());
    }
}
