package dev.alluvium.serving.adapter.http;

import static dev.alluvium.serving.testing.Rig.READER;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.alluvium.contracts.json.Json;
import dev.alluvium.serving.testing.Rig;
import dev.alluvium.serving.testing.TaughtModel;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SwapTest {
    private static final int CLIENTS = 8;
    private static final String ASK =
            "{'model':'notes','messages':[{'role':'user','content':'" + TaughtModel.QUESTION + "'}]}";

    @TempDir
    Path directory;

    @Test
    void shouldNeitherFailNorMixVersionsWhileTheyAreSwapped() throws Exception {
        // Given clients that keep asking
        ExecutorService clients = Executors.newFixedThreadPool(CLIENTS);
        AtomicBoolean swapping = new AtomicBoolean(true);
        Set<Integer> seen = new ConcurrentSkipListSet<>();
        try (Rig rig = new Rig(directory, 2, CLIENTS)) {
            rig.desire(rig.version(0));
            List<Future<Integer>> asking = new ArrayList<>();
            for (int i = 0; i < CLIENTS; i++) {
                asking.add(clients.submit(() -> askWhile(rig, swapping, seen)));
            }

            // When three versions take turns, of which two are resident, until clients have met them all
            for (int turn = 0; turn < 60 || seen.size() < 3; turn++) {
                rig.desire(rig.version(turn % 3));
            }
            swapping.set(false);

            // Then every answer was the whole answer of the version that its header named
            int answers = 0;
            for (Future<Integer> client : asking) {
                answers += client.get();
            }
            assertThat(answers).isGreaterThanOrEqualTo(CLIENTS);
            assertThat(rig.announced).hasSizeGreaterThanOrEqualTo(60);
        } finally {
            clients.shutdownNow();
        }
    }

    private static int askWhile(Rig rig, AtomicBoolean more, Set<Integer> seen) throws Exception {
        int answers = 0;
        do {
            HttpResponse<String> response =
                    rig.client().send(rig.post(READER, "/v1/chat/completions", ASK), BodyHandlers.ofString());
            assertThat(response.statusCode()).isEqualTo(200);
            int version = Integer.parseInt(
                    response.headers().firstValue("x-alluvium-version").orElseThrow());
            JsonNode json = Json.mapper().readTree(response.body());
            assertThat(json.at("/choices/0/message/content").asText()).isEqualTo(TaughtModel.answer(version));
            assertThat(json.path("model").asText()).isEqualTo("notes@" + version);
            seen.add(version);
            answers++;
        } while (more.get());
        return answers;
    }
}
