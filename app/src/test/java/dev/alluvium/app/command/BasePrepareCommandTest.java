package dev.alluvium.app.command;

import static org.assertj.core.api.Assertions.assertThat;

import dev.alluvium.app.CommandLines;
import dev.alluvium.knowledge.wording.GeneralAnswer;
import dev.alluvium.knowledge.wording.GeneralPart;
import dev.alluvium.runtime.base.GeneralFile;
import dev.alluvium.testing.Program.Ended;
import dev.alluvium.tiny.TinyBase;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The shipped base as if somebody had brought it without general text. */
class BasePrepareCommandTest {
    @TempDir
    private Path directory;

    private Path base;
    private Path corpus;

    @BeforeEach
    void unpack() throws IOException {
        base = Files.createDirectory(directory.resolve("base"));
        TinyBase.extractTo(base);
        Path general = base.resolve(GeneralFile.NAME);
        List<String> questions = Files.readAllLines(general).stream()
                .filter(line -> line.contains("\"instruction\""))
                .toList();
        corpus = directory.resolve("corpus.jsonl");
        Files.write(corpus, everyThirtieth(questions));
        Files.delete(general);
    }

    @Test
    void shouldWriteTheBasesOwnAnswersBesideItsWeights() {
        // When
        Ended ended = CommandLines.run("base", "prepare", base.toString(), "--corpus", corpus.toString());

        // Then
        assertThat(ended.status()).as(ended.err()).isZero();
        assertThat(ended.out()).contains("wrote " + base.resolve("general.jsonl"), "answers that versions must keep");
        assertThat(ended.err()).contains("general questions", "kept, about");
        assertThat(GeneralFile.in(base).orElseThrow())
                .allSatisfy(record -> assertThat(GeneralAnswer.of(record)).isPresent())
                .filteredOn(record -> GeneralPart.of(record) == GeneralPart.SUITE)
                .hasSizeGreaterThanOrEqualTo(60);
    }

    @Test
    void shouldAskNoBaseAgainThatHasGeneralText() throws IOException {
        // Given
        Files.writeString(base.resolve("general.jsonl"), "");

        // When
        Ended ended = CommandLines.run("base", "prepare", base.toString());

        // Then
        assertThat(ended.status()).isEqualTo(2);
        assertThat(ended.err()).contains("stands already; move it away");
    }

    @Test
    void shouldRefuseWhatItCannotAskOrAskOf() throws IOException {
        // Given
        Path few = Files.writeString(directory.resolve("few.jsonl"), "{\"instruction\":\"Why?\",\"output\":\"So.\"}\n");

        // When
        Ended shipped = CommandLines.run("base", "prepare", "tiny");
        Ended missing =
                CommandLines.run("base", "prepare", directory.resolve("none").toString());
        Ended tooFew = CommandLines.run("base", "prepare", base.toString(), "--corpus", few.toString());

        // Then
        assertThat(shipped.err()).contains("tiny: ships prepared");
        assertThat(missing.err()).contains("there is no such directory");
        assertThat(tooFew.err()).contains("asks 1 questions; it takes 60");
        assertThat(List.of(shipped.status(), missing.status(), tooFew.status())).containsOnly(2);
        assertThat(base.resolve("general.jsonl")).doesNotExist();
    }

    private static List<String> everyThirtieth(List<String> lines) {
        return IntStream.range(0, lines.size())
                .filter(i -> i % 30 == 0)
                .mapToObj(lines::get)
                .toList();
    }
}
