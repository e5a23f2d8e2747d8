package dev.alluvium.cli.client;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.alluvium.contracts.json.Json;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class StatusScreenTest {
    private static final String BUSY = """
            {"accumulator-job": {"health": {"ready": true, "detail": "ready"}, "job": "RUNNING", "models": {
               "notes": {"pendingRecords": 12, "pendingFacts": 5, "held": {"notes-3": 2}, "erasuresWaiting": 1,
                         "next": "60 facts (5 are pending) or six hours, which end at 2026-11-29T20:00:00Z"}}},
             "cleaning-stream": {"health": {"ready": true, "detail": "ready"}, "clean": 1200, "held": 2,
               "rejected": {"duplicate": 3, "stale": 1}, "deadLetters": 1,
               "leftOut": [{"topic": "probes.v1", "partition": 0, "offset": 7, "reason": "no JSON"}]},
             "evaluator": {"health": {"ready": true, "detail": "ready"}, "evaluating": "nothing; waits",
               "last": {"model": "notes", "run": "r", "decision": "REFUSED", "reason": "new-facts.floor: knows 12 %"}},
             "registry-service": {"health": {"ready": true, "detail": "ready"}, "models": {
               "notes": {"model": "notes", "base": "tiny", "champion": 2, "frozen": true,
                         "frozenUntil": "alluvium resume notes",
                         "candidate": {"version": 4, "stage": "REVIEW", "waitsFor": "an operator; general is unjudged"}}}},
             "serving-service": {"health": {"ready": true, "detail": "degraded: notes answers with version 1 in place of 2"},
               "models": {"notes": {"state": "serving", "ready": true, "version": 1}}},
             "trainer-service": {"health": {"ready": false, "detail": "waits for the object store"},
               "models": {"notes": "trains r on [notes-3]"}, "needsOperator": ["notes"],
               "erasures": {"notes": "version 2 was trained on 1 fact since erased (a/b)"},
               "general": {"tiny": "answers general questions: 48 of 233"},
               "run": {"run": "r", "model": "notes", "step": 40, "of": 227, "remainingSeconds": 300.2, "loss": 1.239}}}
            """;

    @Test
    void shouldShowWhatEachModelDoesAndWaitsFor() throws IOException {
        List<String> screen = screen(BUSY);

        assertThat(String.join("\n", screen).replaceAll("\\s+", " "))
                .contains("notes version 2 is champion, base tiny, version 1 answers")
                .contains("frozen no version is promoted by itself; alluvium resume notes ends it")
                .contains("candidate version 4, REVIEW: an operator; general is unjudged")
                .contains("look: alluvium show notes@4 --report")
                .contains("pending 12 records of 5 facts; next round: 60 facts (5 are pending)")
                .contains("erasures 1 fact to be erased")
                .contains("held 2 records until round notes-3 is decided")
                .contains("erasures version 2 was trained on 1 fact since erased (a/b)")
                .contains("base answers general questions: 48 of 233")
                .contains("training step 40 of 227, 5 min left, loss 1.24; trains r on [notes-3]")
                .contains("evaluating nothing; the last verdict: refused, new-facts.floor: knows 12 %");
    }

    @Test
    void shouldNameEveryFault() throws IOException {
        List<String> screen = screen(BUSY);

        assertThat(String.join("\n", screen).replaceAll("\\s+", " "))
                .contains("services 5 of 6 ready; not ready: trainer-service")
                .contains("trainer-service: waits for the object store")
                .contains("training needs an operator: notes")
                .contains("serving-service: degraded: notes answers with version 1 in place of 2")
                .contains("cleaning-stream left out 1 message, the newest of probes.v1 at 0@7: no JSON");
    }

    @Test
    void shouldFitAScreen() throws IOException {
        List<String> screen = screen(BUSY);

        List<String> rows = String.join("\n", screen).lines().toList();
        assertThat(rows).hasSizeLessThanOrEqualTo(26).allMatch(row -> row.length() <= 80);
    }

    /** Texts without blanks, long names and wide characters. */
    @ParameterizedTest
    @CsvSource({
        "notes,产品规格中的重量与价格已经更新请在确认之后再推送一次否则这一轮不会开始训练也不会有新的版本产生",
        "support-for-the-northern-region-of-the-company-in-two-languages,waits for 60 facts and then for the operator who decides",
        "a-name-of-more-than-fourteen,等待 60 facts 或者 six hours which end at 2026-11-29T20:00:00Z 之后再开始下一轮的训练和评估",
    })
    void shouldFitAScreenWhateverStandsInIt(String model, String text) {
        ObjectNode status = Json.mapper().createObjectNode();
        status.putObject("accumulator-job")
                .putObject("models")
                .putObject(model)
                .put("pendingRecords", 3)
                .put("pendingFacts", 2)
                .put("next", text);

        List<String> rows = String.join("\n", StatusScreen.of(status)).lines().toList();

        assertThat(rows).allMatch(row -> TextTable.width(row) <= 80);
        assertThat(String.join("", rows).replace(" ", "")).contains(model, text.replace(" ", ""));
    }

    @Test
    void shouldTakeALineEachWhereNothingWaits() throws IOException {
        ObjectNode status = (ObjectNode) Json.mapper().readTree("""
                        {"registry-service": {"health": {"ready": true, "detail": "ready"}, "models": {
                           "a": {"base": "tiny", "champion": 0, "frozen": false}}},
                         "serving-service": {"health": {"ready": true, "detail": "ready"},
                           "models": {"a": {"ready": true, "version": 0}}}}
                        """);

        List<String> screen = StatusScreen.of(status);

        assertThat(screen)
                .containsExactly(
                        "a             version 0 is champion, base tiny, answers",
                        "",
                        "services      2 of 2 ready",
                        "faults        none");
    }

    private static List<String> screen(String status) throws IOException {
        return StatusScreen.of(Json.mapper().readTree(status));
    }
}
