package dev.alluvium.evaluator.adapter;

import static dev.alluvium.evaluator.cases.TestRecords.probe;
import static dev.alluvium.evaluator.cases.TestRecords.record;
import static dev.alluvium.evaluator.cases.TestRecords.round;
import static org.assertj.core.api.Assertions.assertThat;

import dev.alluvium.contracts.record.ProbeTier;
import dev.alluvium.evaluator.ask.Question;
import dev.alluvium.evaluator.ask.ScriptedModel;
import dev.alluvium.evaluator.cases.EvaluationCase;
import dev.alluvium.evaluator.cases.TestRecords;
import dev.alluvium.evaluator.cases.TrustedProbes;
import dev.alluvium.evaluator.evaluation.EvaluationInput;
import dev.alluvium.evaluator.evaluation.EvaluationOutcome;
import dev.alluvium.evaluator.evaluation.EvaluationRun;
import dev.alluvium.evaluator.evaluation.ModelsUnderTest;
import dev.alluvium.evaluator.gate.RoundContext;
import dev.alluvium.evaluator.gate.Thresholds;
import dev.alluvium.evaluator.suite.BestScores;
import dev.alluvium.evaluator.user.UserSuites;
import dev.alluvium.knowledge.facts.RoundContent;
import dev.alluvium.runtime.store.InMemoryObjectStore;
import dev.alluvium.settings.GateConfig;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Evaluations before and after restarts: each evaluator is a new one over the same store. */
class ChampionPredictionsTest {
    private static final int FACTS = 60;
    private static final int GENERAL = 30;
    /** So many texts tell versions apart. */
    private static final int FIXED = 3;

    private final InMemoryObjectStore store = new InMemoryObjectStore();

    @Test
    void shouldNotAskAChampionAgainAfterARestart() {
        // Given
        ScriptedModel before = champion("v1");
        EvaluationOutcome first = evaluate(before, "a");

        // When
        ScriptedModel after = champion("v1");
        EvaluationOutcome second = evaluate(after, "a");

        // Then
        assertThat(before.asked()).hasSizeGreaterThan(FIXED + FACTS + GENERAL);
        assertThat(after.asked()).as("what tells versions apart alone").hasSize(FIXED);
        assertThat(second.verdict()).isEqualTo(first.verdict());
        assertThat(second.observations()).isEqualTo(first.observations());
        assertThat(store.list("answers/notes/")).hasSize(1);
    }

    @Test
    void shouldAskWhatChangedInASuiteAndNothingElse() {
        // Given
        evaluate(champion("v1"), "a");

        // When
        ScriptedModel after = champion("v1");
        evaluate(after, "b");

        // Then
        assertThat(after.asked())
                .extracting(Question::prompt)
                .anyMatch(prompt -> prompt.contains("b/"))
                .noneMatch(prompt -> prompt.contains("general"))
                .noneMatch(prompt -> prompt.contains("a/"));
        assertThat(store.list("answers/notes/")).as("an object for each suite").hasSize(2);
    }

    @Test
    void shouldAskAnotherVersionEverything() {
        // Given
        evaluate(champion("v1"), "a");

        // When
        ScriptedModel other = champion("v2");
        evaluate(other, "a");

        // Then
        assertThat(other.asked()).hasSizeGreaterThan(FIXED + FACTS + GENERAL);
    }

    @Test
    void shouldAskEverythingOfABaseThatIsAnotherUnderTheSameName() {
        // Given
        evaluate(champion("v1"), "a");
        Map<String, String> rebuilt = new HashMap<>(champion("v1").answers());
        rebuilt.put("Who are you?", "I am a model that answers questions.");

        // When
        ScriptedModel other = new ScriptedModel("v1", rebuilt);
        evaluate(other, "a");

        // Then
        assertThat(other.asked()).hasSizeGreaterThan(FIXED + FACTS + GENERAL);
    }

    private EvaluationOutcome evaluate(ScriptedModel champion, String line) {
        ChampionPredictions.Known known = new ChampionPredictions(store).of("notes", champion);
        EvaluationOutcome outcome = EvaluationRun.judge(
                input(line),
                new ModelsUnderTest(
                        new ScriptedModel("candidate", Map.of()),
                        known.version(),
                        new ScriptedModel("base", Map.of())));
        known.keep();
        return outcome;
    }

    private static ScriptedModel champion(String identity) {
        Map<String, String> answers = new HashMap<>();
        IntStream.range(0, GENERAL).forEach(i -> answers.put("general " + i + "?", "value " + i));
        return new ScriptedModel(identity, answers);
    }

    private static EvaluationInput input(String line) {
        RoundContent round = round(
                "r" + line,
                IntStream.range(0, FACTS)
                        .mapToObj(i -> record(line + "/" + i, 1, "Tell me " + line + "/" + i, "value " + i))
                        .toList());
        TrustedProbes trusted = TrustedProbes.of(IntStream.range(0, FACTS)
                .mapToObj(
                        i -> TestRecords.trust(line + "/" + i, probe("What is " + line + "/" + i + "?", "value " + i)))
                .toList());
        List<EvaluationCase> general = IntStream.range(0, GENERAL)
                .mapToObj(i -> new EvaluationCase(
                        "general " + i,
                        Instant.EPOCH,
                        ProbeTier.TRUSTED,
                        List.of(probe("general " + i + "?", "value " + i))))
                .toList();
        return new EvaluationInput(
                List.of(),
                List.of(round),
                trusted,
                general,
                BestScores.none(),
                Thresholds.of(GateConfig.DEFAULT),
                RoundContext.ROUND,
                UserSuites.NONE,
                List.of(),
                "seed");
    }
}
