package dev.alluvium.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.alluvium.contracts.json.Json;
import dev.alluvium.knowledge.registry.VersionState;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class RejectChoiceTest {
    @Test
    void shouldSayWhatEachAnswerDoesBeforeAsking() {
        assertThat(RejectChoice.question("notes@2", "notes", version("\"r000002\",\"r000003\"")))
                .startsWith("notes@2 is REVIEW: an approval")
                .contains(
                        "n  not now: r000002, r000003 train again with the next round",
                        "nothing is banned",
                        "beside records without probes it may be held again")
                .contains("w  these are wrong: r000002, r000003 go to quarantine, and equal content is refused")
                .contains("refused-content", "`alluvium requeue notes r000002`")
                .endsWith("Anything else leaves it as it is." + System.lineSeparator() + "[n/w] ");
    }

    @Test
    void shouldSayWhereThereAreNoRecords() {
        assertThat(RejectChoice.question("notes@2", "notes", version("")))
                .contains("put off; it has no round of its own", "refused; it has no round of its own");
    }

    @Test
    void shouldTakeOnlyAClearAnswer() {
        assertThat(RejectChoice.of(" N ")).contains(RejectChoice.NOT_NOW);
        assertThat(RejectChoice.of("wrong")).contains(RejectChoice.WRONG);
        assertThat(RejectChoice.of("y")).isEmpty();
        assertThat(RejectChoice.of("")).isEmpty();
    }

    private static VersionState version(String rounds) {
        String json = "{\"version\":2,\"stage\":\"REVIEW\",\"run\":\"run-2\",\"rounds\":[" + rounds + "],\"parent\":1,"
                + "\"attestations\":[],\"waitsFor\":\"an approval\",\"needsApproval\":true,"
                + "\"trainedAt\":\"2026-11-21T15:00:00Z\"}";
        return Json.read(json.getBytes(StandardCharsets.UTF_8), VersionState.class);
    }
}
