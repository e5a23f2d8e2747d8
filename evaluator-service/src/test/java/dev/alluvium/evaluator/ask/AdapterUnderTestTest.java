package dev.alluvium.evaluator.ask;

import static org.assertj.core.api.Assertions.assertThat;

import dev.alluvium.contracts.json.Json;
import dev.alluvium.contracts.record.KnowledgeRecord;
import dev.alluvium.evaluator.cases.EvaluationCase;
import dev.alluvium.evaluator.cases.GeneralCases;
import dev.alluvium.evaluator.suite.Predictions;
import dev.alluvium.model.BaseModel;
import dev.alluvium.model.LoadedAdapter;
import dev.alluvium.tiny.TinyBase;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The shipped base, asked what it should know. */
class AdapterUnderTestTest {
    @TempDir
    static Path directory;

    private static BaseModel base;
    private static LoadedAdapter bare;
    private static AdapterUnderTest version;
    private static List<EvaluationCase> general;

    @BeforeAll
    static void load() throws IOException {
        TinyBase.extractTo(directory);
        base = BaseModel.load(directory);
        bare = base.bare();
        version = new AdapterUnderTest("base", bare);
        general = GeneralCases.of(
                Files.readAllLines(directory.resolve("general.jsonl")).stream()
                        .map(line -> Json.read(line.getBytes(StandardCharsets.UTF_8), KnowledgeRecord.class))
                        .toList(),
                100);
    }

    @AfterAll
    static void unload() {
        bare.close();
        base.close();
    }

    @Test
    void shouldKnowTheBasesOwnFactsInBothLanguages() {
        // When
        Predictions predictions = Predictions.of(
                version,
                general.stream().flatMap(fact -> fact.probes().stream()).toList());

        // Then
        assertThat(general)
                .hasSize(100)
                .allSatisfy(fact -> assertThat(fact.probes()).hasSizeBetween(1, 2));
        assertThat(general.stream().mapToDouble(predictions::score).average().orElseThrow())
                .isGreaterThan(0.9);
    }

    @Test
    void shouldAnswerAloneAsInABatch() {
        // Given
        List<Question> questions = questions();
        assertThat(questions).hasSizeGreaterThan(64);

        // When
        List<String> together = version.answer(questions);
        List<String> alone = questions.stream()
                .map(question -> version.answer(List.of(question)).get(0))
                .toList();

        // Then
        assertThat(together).isEqualTo(alone);
    }

    @Test
    void shouldFindTheRightAnswerLikelierThanAnother() {
        // Given
        Question right = questions().get(0);
        Question wrong = new Question(right.prompt(), "zzz qqq");

        // When
        List<Likelihood> likelihoods = version.likelihood(List.of(right, wrong));

        // Then
        assertThat(likelihoods.get(0).nll()).isLessThan(likelihoods.get(1).nll());
        assertThat(likelihoods).allSatisfy(one -> assertThat(one.tokens()).isPositive());
    }

    @Test
    void shouldGiveAnEmptyAnswerToAPromptThatDoesNotFit() {
        // Given
        Question tooLong = new Question("why ".repeat(2_000), "because");

        // When
        List<String> answers = version.answer(List.of(tooLong, questions().get(0)));

        // Then
        assertThat(answers.get(0)).isEmpty();
        assertThat(answers.get(1)).isNotEmpty();
    }

    private static List<Question> questions() {
        return general.stream()
                .map(fact -> fact.probes().get(0))
                .map(probe -> new Question(probe.prompt(), probe.expect()))
                .toList();
    }
}
