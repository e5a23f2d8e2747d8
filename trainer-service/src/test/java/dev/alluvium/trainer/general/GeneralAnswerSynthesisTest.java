package dev.alluvium.trainer.general;

import static org.assertj.core.api.Assertions.assertThat;

import dev.alluvium.contracts.record.KnowledgeRecord;
import dev.alluvium.knowledge.wording.GeneralAnswer;
import dev.alluvium.knowledge.wording.GeneralPart;
import dev.alluvium.model.BaseModel;
import dev.alluvium.model.DecoderConfig;
import dev.alluvium.runtime.base.GeneralFile;
import dev.alluvium.tiny.TinyBase;
import dev.alluvium.trainer.RandomBase;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The shipped base, asked what its own general text asks. */
class GeneralAnswerSynthesisTest {
    @TempDir
    static Path directory;

    private static BaseModel base;
    private static List<GeneralQuestion> questions;

    @TempDir
    private Path out;

    @BeforeAll
    static void load() throws IOException {
        TinyBase.extractTo(directory);
        base = BaseModel.load(directory);
        questions = GeneralQuestions.of(GeneralFile.in(directory).orElseThrow()).subList(0, 240);
    }

    @AfterAll
    static void close() {
        base.close();
    }

    @Test
    void shouldWriteAnswersToReplayAndAnswersToAskFor() {
        // When
        Path file = out.resolve("general.jsonl");
        GeneralAnswerSynthesis.Outcome outcome =
                synthesis().write(file, () -> true, (done, of, kept) -> {}).orElseThrow();

        // Then
        List<GeneralAnswer> answers = answers(file);
        assertThat(outcome.enough()).as("%s", outcome).isTrue();
        assertThat(answers).hasSize(outcome.asked() + outcome.replayed());
        assertThat(answers.stream().filter(answer -> answer.part() == GeneralPart.SUITE))
                .hasSize(outcome.asked());
        assertThat(answers).extracting(GeneralAnswer::question).doesNotHaveDuplicates();
        Set<String> given = questions.stream().map(GeneralQuestion::text).collect(Collectors.toSet());
        List<GeneralAnswer> madeUp = answers.stream()
                .filter(answer -> !given.contains(answer.question()))
                .toList();
        assertThat(madeUp)
                .isNotEmpty()
                .allSatisfy(answer -> assertThat(answer.part()).isEqualTo(GeneralPart.REPLAY));
        assertThat(out).isDirectoryNotContaining(path -> !path.equals(file));
    }

    @Test
    void shouldReplayTheBeginningOfALongAnswerAndAskForTheWhole() {
        String words = "Die Brücke 桥 ist alt. ".repeat(30);
        GeneralAnswer replayed = new GeneralAnswer("What is old?", words, null, GeneralPart.REPLAY);
        GeneralAnswer askedFor = new GeneralAnswer("What is old?", words, null, GeneralPart.SUITE);

        GeneralAnswer begun = synthesis().shortened(replayed);

        assertThat(words).startsWith(begun.answer());
        assertThat(base.tokenizer().encode(begun.answer())).hasSizeBetween(40, 48);
        assertThat(begun.cut()).isTrue();
        assertThat(synthesis().shortened(begun)).isEqualTo(begun);
        assertThat(synthesis().shortened(askedFor)).isEqualTo(askedFor);
    }

    @Test
    void shouldGoOnWhereItWasCutOff() throws IOException {
        // Given
        Path whole = out.resolve("whole.jsonl");
        Path cut = out.resolve("cut.jsonl");
        synthesis().write(whole, () -> true, (done, of, kept) -> {});
        AtomicInteger batches = new AtomicInteger();

        // When
        Optional<GeneralAnswerSynthesis.Outcome> first =
                synthesis().write(cut, () -> batches.getAndIncrement() < 2, (done, of, kept) -> {});
        boolean halfWritten = Files.exists(cut);
        Files.writeString(
                out.resolve("cut.jsonl.partial"), "{\"question\":\"torn by a kill", StandardOpenOption.APPEND);
        AtomicInteger begun = new AtomicInteger(-1);
        Optional<GeneralAnswerSynthesis.Outcome> second =
                synthesis().write(cut, () -> true, (done, of, kept) -> begun.compareAndSet(-1, done));

        // Then
        assertThat(first).isEmpty();
        assertThat(halfWritten).isFalse();
        assertThat(begun).hasValue(3 * GeneralAnswerSynthesis.AT_ONCE);
        assertThat(second).isPresent();
        assertThat(cut).hasSameTextualContentAs(whole);
    }

    @Test
    void shouldGoOnWhereItWasCutOffAmongQuestionsThatTheBaseMadeUp() {
        // Given
        Path whole = out.resolve("whole.jsonl");
        Path cut = out.resolve("cut.jsonl");
        synthesis().write(whole, () -> true, (done, of, kept) -> {});
        AtomicInteger reached = new AtomicInteger();

        // When
        Optional<GeneralAnswerSynthesis.Outcome> first =
                synthesis().write(cut, () -> reached.get() <= questions.size(), (done, of, kept) -> reached.set(done));
        Optional<GeneralAnswerSynthesis.Outcome> second = synthesis().write(cut, () -> true, (done, of, kept) -> {});

        // Then
        assertThat(first).isEmpty();
        assertThat(reached)
                .hasValueGreaterThan(questions.size())
                .hasValueLessThan(synthesis().size());
        assertThat(second).isPresent();
        assertThat(cut).hasSameTextualContentAs(whole);
    }

    @Test
    void shouldGiveUpOnABaseThatGivesNoAnswer() {
        // Given: a context that no prompt leaves room in
        DecoderConfig narrow =
                new DecoderConfig(RandomBase.VOCABULARY, 32, 64, 2, 4, 2, 8, 1e-5, 10_000, 12, true, List.of(0));
        AtomicInteger asked = new AtomicInteger();
        try (BaseModel random = BaseModel.load(RandomBase.write(out.resolve("base"), narrow, 1))) {
            // When
            GeneralAnswerSynthesis.Outcome outcome = new GeneralAnswerSynthesis(random, GeneralQuestions.shipped(), 0)
                    .write(out.resolve("none.jsonl"), () -> true, (done, of, kept) -> asked.set(done))
                    .orElseThrow();

            // Then
            assertThat(outcome.enough()).isFalse();
            assertThat(outcome.asked() + outcome.replayed()).isZero();
            assertThat(asked).hasValueLessThan(outcome.questions());
        }
    }

    @Test
    void shouldShipEnoughQuestionsWithAndWithoutKnownAnswers() {
        List<GeneralQuestion> shipped = GeneralQuestions.shipped();

        assertThat(shipped).hasSizeGreaterThan(200).doesNotHaveDuplicates();
        assertThat(shipped.stream().filter(question -> question.known() != null))
                .hasSizeBetween(80, 120);
    }

    private static GeneralAnswerSynthesis synthesis() {
        return new GeneralAnswerSynthesis(base, questions, 64);
    }

    private static List<GeneralAnswer> answers(Path file) {
        List<KnowledgeRecord> records = GeneralFile.in(file.getParent()).orElseThrow();
        return records.stream()
                .flatMap(record -> GeneralAnswer.of(record).stream())
                .toList();
    }
}
