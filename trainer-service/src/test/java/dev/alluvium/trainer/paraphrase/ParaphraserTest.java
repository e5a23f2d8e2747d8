package dev.alluvium.trainer.paraphrase;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.alluvium.contracts.config.ParaphrasesConfig;
import dev.alluvium.contracts.config.WhenAway;
import dev.alluvium.contracts.json.Json;
import dev.alluvium.contracts.record.CleanRecord;
import dev.alluvium.contracts.record.KnowledgeRecord;
import dev.alluvium.contracts.record.Matcher;
import dev.alluvium.contracts.record.Probe;
import dev.alluvium.contracts.record.Tier;
import dev.alluvium.contracts.record.Wording;
import dev.alluvium.contracts.training.ParaphraseFigures;
import dev.alluvium.runtime.store.InMemoryObjectStore;
import dev.alluvium.runtime.store.ObjectStore;
import dev.alluvium.trainer.Records;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class ParaphraserTest {
    private static final CleanRecord RECORD =
            Records.qa("ax", 0, "How heavy is the AX-200?", "The AX-200 weighs 3.2 kg.");
    private static final SortedMap<String, List<CleanRecord>> FACTS = new TreeMap<>(Map.of("ax", List.of(RECORD)));

    private final ObjectStore store = new InMemoryObjectStore();
    private final AtomicInteger asked = new AtomicInteger();

    private Paraphrases paraphrases(String reply, WhenAway whenAway, Map<String, List<Probe>> trusted) {
        ParaphrasesConfig config = new ParaphrasesConfig("http://localhost/v1", "m", null, 5, 5, null, 2, whenAway);
        Rewriter rewriter = instruction -> {
            asked.incrementAndGet();
            if (reply.isEmpty()) {
                throw new Rewriter.Away("the endpoint is away");
            }
            return reply;
        };
        return new Paraphraser(store, "notes", config, rewriter).of(FACTS, trusted);
    }

    @Test
    void shouldKeepOtherWordingsWithTheRecordsAnswerAndTheirOrigin() {
        // When
        Paraphrases paraphrases =
                paraphrases("Sure: ```json\n[\"What does the AX-200 weigh?\"]\n```", WhenAway.SKIP, Map.of());

        // Then
        assertThat(paraphrases.texts())
                .containsExactly(new Paraphrase(
                        "ax",
                        RECORD.recordId(),
                        Paraphrase.Origin.PARAPHRASE,
                        "m",
                        new Wording("What does the AX-200 weigh?", "The AX-200 weighs 3.2 kg.")));
    }

    @Test
    void shouldLeaveOutWhatTheFactHasWhatAProbeAsksAndWhatSaysSomethingElse() {
        // Given
        Probe probe =
                new Probe("Tell me what the AX-200 weighs", Matcher.CONTAINS, "3.2 kg", List.of(), Tier.TRUSTED, "en");
        String reply = """
                ["how heavy is the AX-200", "Tell me what the AX-200 weighs?", "How heavy is the AX-300?", "",
                 "What is the weight of the AX-200?"]""";

        // When
        Paraphrases paraphrases = paraphrases(reply, WhenAway.SKIP, Map.of("ax", List.of(probe)));

        // Then
        assertThat(paraphrases.figures()).isEqualTo(new ParaphraseFigures(1, 0, 0, 1, 1, 1, 2));
        assertThat(paraphrases.byFact().get("ax"))
                .extracting(Wording::instruction)
                .containsExactly("What is the weight of the AX-200?");
    }

    @Test
    void shouldTrainOnlyAnswersThatADocumentSays() {
        // Given
        CleanRecord document =
                Records.clean("doc", 0, Json.read("""
                        {"title": "Pump", "text": "The pump was built in Kiel. It runs on diesel."}""".getBytes(StandardCharsets.UTF_8), KnowledgeRecord.class));
        ParaphrasesConfig config = new ParaphrasesConfig("http://localhost/v1", "m", null, 5, 5, null, 2, null);
        String reply = """
                [{"question": "Where was the pump built?", "answer": "in Kiel"},
                 {"question": "Who owns the pump?", "answer": "the harbour"}]""";

        // When
        Paraphrases paraphrases = new Paraphraser(store, "notes", config, instruction -> reply)
                .of(new TreeMap<>(Map.of("doc", List.of(document))), Map.of());

        // Then
        assertThat(paraphrases.texts())
                .extracting(Paraphrase::wording)
                .containsExactly(new Wording("Where was the pump built?", "in Kiel"));
        assertThat(paraphrases.figures().unfit()).isEqualTo(1);
    }

    @Test
    void shouldAskOnceAndSeeTheSameTextsAgain() {
        // Given
        Paraphrases first = paraphrases("[\"What does the AX-200 weigh?\"]", WhenAway.SKIP, Map.of());

        // When
        Paraphrases second = paraphrases("[\"Is the AX-200 heavy?\"]", WhenAway.SKIP, Map.of());

        // Then
        assertThat(second).isEqualTo(first);
        assertThat(asked).hasValue(1);
    }

    @Test
    void shouldCountAnAnswerThatCannotBeRead() {
        assertThat(paraphrases("As a model I cannot [do that", WhenAway.SKIP, Map.of())
                        .figures())
                .isEqualTo(new ParaphraseFigures(1, 0, 1, 0, 0, 0, 0));
    }

    @Test
    void shouldGoOnWithoutAnEndpointThatIsAwayAndAskAgainNextTime() {
        // Given
        Paraphrases without = paraphrases("", WhenAway.SKIP, Map.of());

        // When
        Paraphrases next = paraphrases("[\"What does the AX-200 weigh?\"]", WhenAway.SKIP, Map.of());

        // Then
        assertThat(without.figures().unanswered()).isEqualTo(1);
        assertThat(next.texts()).hasSize(1);
    }

    @Test
    void shouldWaitForTheEndpointWhereThatIsAskedFor() {
        assertThatThrownBy(() -> paraphrases("", WhenAway.WAIT, Map.of())).isInstanceOf(Rewriter.Away.class);
    }
}
