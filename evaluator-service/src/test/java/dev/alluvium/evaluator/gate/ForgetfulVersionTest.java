package dev.alluvium.evaluator.gate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.alluvium.contracts.evaluation.EvaluationDecision;
import dev.alluvium.contracts.evaluation.Verdict;
import dev.alluvium.contracts.json.Json;
import dev.alluvium.contracts.record.KnowledgeRecord;
import dev.alluvium.evaluator.ask.AdapterUnderTest;
import dev.alluvium.evaluator.ask.Question;
import dev.alluvium.evaluator.cases.GeneralQuestionCase;
import dev.alluvium.evaluator.suite.GeneralMeasurement;
import dev.alluvium.model.Adapter;
import dev.alluvium.model.BaseModel;
import dev.alluvium.model.Batch;
import dev.alluvium.model.LoadedAdapter;
import dev.alluvium.model.LoraShape;
import dev.alluvium.model.LoraTrainer;
import dev.alluvium.model.OptimizerConfig;
import dev.alluvium.model.Packing;
import dev.alluvium.model.text.Example;
import dev.alluvium.settings.GateConfig;
import dev.alluvium.tiny.TinyBase;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Real versions of the shipped base, judged by nothing but what the base itself answers. */
class ForgetfulVersionTest {
    private static final int ASKED = 70;
    private static final int REPLAYED = 400;

    @TempDir
    static Path directory;

    private static BaseModel base;
    private static List<GeneralQuestionCase> cases;
    private static List<Example> replayed;

    @BeforeAll
    static void askTheBase() throws IOException {
        TinyBase.extractTo(directory);
        base = BaseModel.load(directory);
        List<KnowledgeRecord> all = Files.readAllLines(directory.resolve("general.jsonl")).stream()
                .map(line -> Json.read(line.getBytes(StandardCharsets.UTF_8), KnowledgeRecord.class))
                .filter(record -> record.instruction() != null)
                .toList();
        List<KnowledgeRecord> general = some(all, 0, ASKED);
        replayed = some(all, 1, REPLAYED).stream()
                .map(record -> base.template().example(base.tokenizer(), record.instruction(), record.output()))
                .toList();
        List<Question> questions = general.stream()
                .map(record -> new Question(record.instruction(), record.output()))
                .toList();
        try (LoadedAdapter bare = base.bare()) {
            List<String> answers = new AdapterUnderTest("base", bare).answer(questions);
            cases = IntStream.range(0, ASKED)
                    .mapToObj(i -> new GeneralQuestionCase(questions.get(i).prompt(), answers.get(i), true, null))
                    .toList();
        }
    }

    /** So many records from all over the text, none of which another {@code from} gives. */
    private static List<KnowledgeRecord> some(List<KnowledgeRecord> all, int from, int count) {
        return IntStream.range(0, count)
                .mapToObj(i -> all.get(2 * (i * (all.size() / 2 / count)) + from))
                .toList();
    }

    @AfterAll
    static void unload() {
        base.close();
    }

    @Test
    void shouldKeepAllThatTheBaseAnswersWhereNothingWasTrained() {
        KeptAnswers kept = measure(Adapter.init(LoraShape.all(8), base.config(), 1));

        assertThat(kept.keptShare()).isEqualTo(1);
        assertThat(kept.answers())
                .allSatisfy(answer -> assertThat(answer.rise()).isBetween(-1e-6, 1e-6));
        assertThat(KeptAnswerTest.decide(kept).promotes()).isTrue();
    }

    @Test
    void shouldRefuseAVersionThatAnswersEverythingWithWordsOfItsRound() {
        // Given: a few short answers, learnt by heart with nothing beside them
        Adapter overfitted = trained(2e-2, 60, List.of("blue", "64 grams", "oak"));

        // When
        KeptAnswers kept = measure(overfitted);
        Verdict verdict = KeptAnswerTest.decide(kept);

        // Then
        assertThat(verdict.decision()).as("%s kept", kept.keptShare()).isEqualTo(EvaluationDecision.FAILED);
        assertThat(verdict.reason()).contains("refused: general", "unlikely now");
        assertThat(Gate.decide(Rounds.CLEAN.draw(7), Thresholds.of(GateConfig.DEFAULT), RoundContext.ROUND)
                        .promotes())
                .as("every other rule passes the same round")
                .isTrue();
    }

    @Test
    void shouldRefuseAVersionThatLearntNotToEnd() {
        // Given
        Adapter endless = trained(2e-2, 60, List.of("red red red red red red red red red red red red red red red"));

        // When
        Verdict verdict = KeptAnswerTest.decide(measure(endless));

        // Then
        assertThat(verdict.decision()).isEqualTo(EvaluationDecision.FAILED);
    }

    private static KeptAnswers measure(Adapter adapter) {
        try (LoadedAdapter bare = base.bare();
                LoadedAdapter version = base.attach(adapter)) {
            return GeneralMeasurement.of(
                    cases, new AdapterUnderTest("version", version), new AdapterUnderTest("base", bare));
        }
    }

    @Test
    void shouldRefuseARateTenTimesTooHighWhateverIsReplayed() {
        // When
        Verdict verdict = KeptAnswerTest.decide(measure(trained(5e-2, 60, List.of("blue", "64 grams"), replayed)));

        // Then
        assertThat(verdict.decision()).isEqualTo(EvaluationDecision.FAILED);
    }

    @Test
    void shouldPromoteAVersionThatReplayedOtherAnswersOfItsBase() {
        // When
        KeptAnswers kept = measure(trained(5e-3, 60, List.of("blue", "64 grams", "oak"), replayed));
        Verdict verdict = KeptAnswerTest.decide(kept);

        // Then
        assertThat(verdict.promotes()).as(verdict.reason()).isTrue();
    }

    private static Adapter trained(double rate, int steps, List<String> answers) {
        return trained(rate, steps, answers, List.of());
    }

    private static Adapter trained(double rate, int steps, List<String> answers, List<Example> beside) {
        List<Example> examples = new ArrayList<>(beside);
        for (int i = 0; i < 24; i++) {
            String question = "What colour or weight has the Quorvane " + i + "?";
            examples.add(base.template().example(base.tokenizer(), question, answers.get(i % answers.size())));
        }
        Collections.shuffle(examples, new Random(1));
        List<Batch> batches = new Packing(4, 128).pack(examples);
        Adapter fresh = Adapter.init(LoraShape.all(8), base.config(), 1);
        try (LoraTrainer trainer = LoraTrainer.start(base, fresh, OptimizerConfig.adamW())) {
            for (int step = 0; step < steps; step++) {
                trainer.step(batches.get(step % batches.size()), rate);
            }
            return trainer.adapter();
        }
    }
}
