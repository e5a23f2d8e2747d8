package dev.alluvium.trainer.paraphrase;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.alluvium.contracts.dataset.ErasedFact;
import dev.alluvium.contracts.json.Json;
import dev.alluvium.contracts.record.AnswerMatcher;
import dev.alluvium.contracts.record.CleanRecord;
import dev.alluvium.contracts.record.KnowledgeRecord;
import dev.alluvium.contracts.record.Probe;
import dev.alluvium.contracts.record.ProbeTier;
import dev.alluvium.contracts.record.Wording;
import dev.alluvium.contracts.training.ParaphraseFigures;
import dev.alluvium.knowledge.facts.Erasures;
import dev.alluvium.runtime.store.InMemoryObjectStore;
import dev.alluvium.runtime.store.ObjectStore;
import dev.alluvium.settings.EndpointAwayAction;
import dev.alluvium.settings.ParaphrasesConfig;
import dev.alluvium.trainer.Records;
import dev.alluvium.trainer.run.StopSignal;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class ParaphraserTest {
    private static final Duration TIMEOUT = Duration.ofSeconds(60);
    private static final CleanRecord RECORD =
            Records.qa("ax", 0, "How heavy is the AX-200?", "The AX-200 weighs 3.2 kg.");
    private static final SortedMap<String, List<CleanRecord>> FACTS = new TreeMap<>(Map.of("ax", List.of(RECORD)));

    private final ObjectStore store = new InMemoryObjectStore();
    private final ParaphraseAnswers answers = new ParaphraseAnswers(store, "notes");
    private final StopSignal stop = new StopSignal();
    private final AtomicInteger asked = new AtomicInteger();

    private Paraphrases paraphrases(String reply, EndpointAwayAction whenAway, Map<String, List<Probe>> trusted) {
        ParaphrasesConfig config = new ParaphrasesConfig("http://localhost/v1", "m", null, 5, 5, TIMEOUT, 2, whenAway);
        Rewriter rewriter = instruction -> {
            asked.incrementAndGet();
            if (reply.isEmpty()) {
                throw new Rewriter.Away("the endpoint is away");
            }
            return reply;
        };
        return new Paraphraser(answers, config, rewriter).of(FACTS, trusted, stop::whenGiven);
    }

    @Test
    void shouldKeepOtherWordingsWithTheRecordsAnswerAndTheirOrigin() {
        // When
        Paraphrases paraphrases =
                paraphrases("Sure: ```json\n[\"What does the AX-200 weigh?\"]\n```", EndpointAwayAction.SKIP, Map.of());

        // Then
        Wording wording = new Wording("What does the AX-200 weigh?", "The AX-200 weighs 3.2 kg.");
        assertThat(answers.wordings(paraphrases)).isEqualTo(Map.of("ax", List.of(wording)));
        assertThat(answers.get(paraphrases.texts().get(0).answer()))
                .contains(new ParaphraseAnswer(
                        "ax",
                        RECORD.recordId(),
                        RECORD.revision(),
                        Paraphrase.Origin.PARAPHRASE,
                        "m",
                        true,
                        List.of(wording)));
    }

    @Test
    void shouldLeaveOutWhatTheFactHasWhatAProbeAsksAndWhatSaysSomethingElse() {
        // Given
        Probe probe = new Probe(
                "Tell me what the AX-200 weighs", AnswerMatcher.CONTAINS, "3.2 kg", List.of(), ProbeTier.TRUSTED, "en");
        String reply = """
                ["how heavy is the AX-200", "Tell me what the AX-200 weighs?", "How heavy is the AX-300?", "",
                 "What is the weight of the AX-200?"]""";

        // When
        Paraphrases paraphrases = paraphrases(reply, EndpointAwayAction.SKIP, Map.of("ax", List.of(probe)));

        // Then
        assertThat(paraphrases.figures()).isEqualTo(new ParaphraseFigures(1, 0, 0, 1, 1, 1, 2));
        assertThat(answers.wordings(paraphrases).get("ax"))
                .extracting(Wording::instruction)
                .containsExactly("What is the weight of the AX-200?");
    }

    @Test
    void shouldLeaveOutWhatAProbeAsksOfAnotherFact() {
        // Given
        Probe probe = new Probe(
                "What does an AX-200 weigh?", AnswerMatcher.CONTAINS, "5 kg", List.of(), ProbeTier.TRUSTED, "en");
        String reply = "[\"what does an AX-200 weigh\", \"What is the weight of the AX-200?\"]";

        // When
        Paraphrases paraphrases = paraphrases(reply, EndpointAwayAction.SKIP, Map.of("bx", List.of(probe)));

        // Then
        assertThat(paraphrases.figures().probes()).isEqualTo(1);
        assertThat(answers.wordings(paraphrases).get("ax"))
                .extracting(Wording::instruction)
                .containsExactly("What is the weight of the AX-200?");
    }

    @Test
    void shouldTrainOnlyAnswersThatADocumentSays() {
        // Given
        CleanRecord document =
                Records.clean("doc", 0, Json.read("""
                        {"title": "Pump", "text": "The pump was built in Kiel. It runs on diesel."}""".getBytes(StandardCharsets.UTF_8), KnowledgeRecord.class));
        ParaphrasesConfig config =
                new ParaphrasesConfig("http://localhost/v1", "m", null, 5, 5, TIMEOUT, 2, EndpointAwayAction.SKIP);
        String reply = """
                [{"question": "Where was the pump built?", "answer": "in Kiel"},
                 {"question": "Who owns the pump?", "answer": "the harbour"}]""";

        // When
        Paraphrases paraphrases = new Paraphraser(answers, config, instruction -> reply)
                .of(new TreeMap<>(Map.of("doc", List.of(document))), Map.of(), stop::whenGiven);

        // Then
        assertThat(answers.wordings(paraphrases).get("doc"))
                .containsExactly(new Wording("Where was the pump built?", "in Kiel"));
        assertThat(paraphrases.figures().unfit()).isEqualTo(1);
    }

    @Test
    void shouldAskOnceAndSeeTheSameTextsAgain() {
        // Given
        Paraphrases first = paraphrases("[\"What does the AX-200 weigh?\"]", EndpointAwayAction.SKIP, Map.of());

        // When
        Paraphrases second = paraphrases("[\"Is the AX-200 heavy?\"]", EndpointAwayAction.SKIP, Map.of());

        // Then
        assertThat(second).isEqualTo(first);
        assertThat(asked).hasValue(1);
    }

    @Test
    void shouldCountAnAnswerThatCannotBeRead() {
        assertThat(paraphrases("As a model I cannot [do that", EndpointAwayAction.SKIP, Map.of())
                        .figures())
                .isEqualTo(new ParaphraseFigures(1, 0, 1, 0, 0, 0, 0));
    }

    @Test
    void shouldGoOnWithoutAnEndpointThatIsAwayAndAskAgainNextTime() {
        // Given
        Paraphrases without = paraphrases("", EndpointAwayAction.SKIP, Map.of());

        // When
        Paraphrases next = paraphrases("[\"What does the AX-200 weigh?\"]", EndpointAwayAction.SKIP, Map.of());

        // Then
        assertThat(without.figures().unanswered()).isEqualTo(1);
        assertThat(next.texts()).hasSize(1);
    }

    @Test
    void shouldWaitForTheEndpointWhereThatIsAskedFor() {
        assertThatThrownBy(() -> paraphrases("", EndpointAwayAction.WAIT, Map.of()))
                .isInstanceOf(Rewriter.Away.class);
    }

    @Test
    void shouldGiveUpWhatIsUnderWayWhenTheRunHasToStop() {
        // Given
        ParaphrasesConfig config =
                new ParaphrasesConfig("http://localhost/v1", "m", null, 5, 5, TIMEOUT, 1, EndpointAwayAction.SKIP);
        CountDownLatch interrupted = new CountDownLatch(1);
        Rewriter hanging = instruction -> {
            asked.incrementAndGet();
            stop.stop(StopSignal.Reason.CLOSING);
            try {
                new CountDownLatch(1).await();
                return "";
            } catch (InterruptedException e) {
                interrupted.countDown();
                throw new CancellationException();
            }
        };
        SortedMap<String, List<CleanRecord>> two = new TreeMap<>(FACTS);
        two.put("bx", List.of(Records.qa("bx", 0, "How heavy is the BX-1?", "1 kg")));

        // When, then
        assertThatThrownBy(() -> new Paraphraser(answers, config, hanging).of(two, Map.of(), stop::whenGiven))
                .isInstanceOf(CancellationException.class);
        assertThat(interrupted).satisfies(CountDownLatch::await);
        assertThat(asked).hasValue(1);
    }

    @Test
    void shouldForgetWhatWasAnsweredAboutErasedRevisionsAlone() {
        // Given
        Paraphrases about = paraphrases("[\"What does the AX-200 weigh?\"]", EndpointAwayAction.SKIP, Map.of());

        // When
        answers.erase(Erasures.of(List.of(
                new ErasedFact("ax", RECORD.revision().minusSeconds(1)),
                new ErasedFact("another", RECORD.revision()))));
        Map<String, List<Wording>> before = answers.wordings(about);
        answers.erase(Erasures.of(List.of(new ErasedFact("ax", RECORD.revision()))));

        // Then
        assertThat(before).containsOnlyKeys("ax");
        assertThat(answers.wordings(about)).isEmpty();
        assertThat(store.list("paraphrases/")).isEmpty();
    }
}
