package dev.alluvium.cli.client;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import dev.alluvium.contracts.json.Json;
import dev.alluvium.knowledge.registry.VersionState;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

class VersionTextTest {
    private static final String REFUSED = """
            {"version":1,"stage":"REJECTED","run":"run-1","rounds":["r000001"],"parent":0,
             "adapter":{"uri":"s3://b/a","sha256":"ab12","bytes":2048},"attestations":[],
             "training":{"records":240,"examples":560,"steps":131,"tokens":62371,"seconds":9.0,"tokensPerSecond":6946.0,
                         "firstLoss":3.8,"lastLoss":0.2,"replayShare":0.43},
             "evaluation":{"id":"e","baseline":0,"decision":"Failed","evidence":"trusted",
                           "figures":{"uptakeBefore":0,"uptakeAfter":0.5,"earlierBefore":0,"earlierAfter":0,
                                      "generalBefore":1,"generalAfter":1,"staleAfter":0,"perplexityBefore":9,
                                      "perplexityAfter":1,"newFacts":80,"earlierFacts":0,"seconds":2},
                           "report":{"uri":"s3://b/r","sha256":"cd","bytes":1}},
             "needsApproval":false,"trainedAt":"2026-11-21T15:11:58.923Z"}""";
    private static final String REPORT = """
            {"verdict":{"rules":[
               {"rule":"new-facts.floor","status":"FAILED","detail":"knows 51.2 % of 80 new facts"},
               {"rule":"general","status":"PASSED","detail":"as before"},
               {"rule":"earlier-facts","status":"NOT_APPLICABLE","detail":"no earlier fact is live"}]},
             "suites":[{"suite":"new-facts","facts":[{"cases":[
               {"probe":{"prompt":"How heavy?","expect":"3 kg"},"candidate":{"answer":"4 kg","passed":false}},
               {"probe":{"prompt":"Which colour?","expect":"red"},"candidate":{"answer":"red","passed":true}}]}]}]}""";

    @Test
    void shouldSayHowItWasTrainedAndWhichRulesFailed() {
        List<String> lines = VersionText.of("notes@1", version(REFUSED), json(REPORT), false);

        assertThat(lines)
                .startsWith("notes@1  REJECTED")
                .contains("  trained   from version 0 on r000001, 2026-11-21T15:11:58Z, run-1")
                .contains("  gate      Failed, by trusted probes, compared with version 0")
                .contains("    ✗ new-facts.floor  knows 51.2 % of 80 new facts")
                .contains("    ✓ general          as before")
                .contains("    - earlier-facts    no earlier fact is live")
                .anyMatch(line -> line.contains("131 steps, 62,371 tokens in 9.0 s; loss 3.800 -> 0.200"))
                .anyMatch(line -> line.contains("sha256 ab12, 2 KiB"))
                .noneMatch(line -> line.contains("How heavy?"));
    }

    @Test
    void shouldListWrongAnswersOnRequest() {
        assertThat(VersionText.of("notes@1", version(REFUSED), json(REPORT), true))
                .contains("  wrong answers in new-facts", "    'How heavy?' wants '3 kg', got '4 kg'")
                .noneMatch(line -> line.contains("Which colour?"));
    }

    @Test
    void shouldShowTheBaseWithoutTrainingAndGate() {
        VersionState base =
                version("{\"version\":0,\"stage\":\"LIVE\",\"run\":\"\",\"rounds\":[],\"parent\":0,\"attestations\":[],"
                        + "\"needsApproval\":false,\"trainedAt\":\"2026-11-21T15:00:00Z\"}");

        assertThat(VersionText.of("notes@0", base, MissingNode.getInstance(), true))
                .containsExactly("notes@0  LIVE", "  the base, without an adapter");
    }

    @Test
    void shouldSayWhatEndsAWaitForAnOperator() {
        VersionState waits = version(REFUSED.replace("REJECTED", "REVIEW"));

        assertThat(VersionText.of("notes@1", waits, MissingNode.getInstance(), false))
                .contains(
                        "  ends by   alluvium promote notes@1, or alluvium reject notes@1 --not-now (its records train with"
                                + " the next round) or --wrong (they are banned)");
    }

    private static VersionState version(String json) {
        return Json.read(json.getBytes(StandardCharsets.UTF_8), VersionState.class);
    }

    private static JsonNode json(String json) {
        return Json.read(json.getBytes(StandardCharsets.UTF_8), JsonNode.class);
    }
}
