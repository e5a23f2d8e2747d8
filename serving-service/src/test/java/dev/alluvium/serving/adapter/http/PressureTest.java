package dev.alluvium.serving.adapter.http;

import static dev.alluvium.serving.testing.Rig.READER;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import dev.alluvium.contracts.json.Json;
import dev.alluvium.serving.engine.AnswerStream;
import dev.alluvium.serving.openai.ApiError;
import dev.alluvium.serving.openai.CompletionRequestReader;
import dev.alluvium.serving.testing.Rig;
import dev.alluvium.serving.testing.TaughtModel;
import dev.alluvium.testing.Await;
import java.net.Socket;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PressureTest {
    private static final String CHAT = "/v1/chat/completions";
    private static final String ASK =
            "{'model':'notes','messages':[{'role':'user','content':'" + TaughtModel.QUESTION + "'}]}";

    @TempDir
    Path directory;

    /** Takes a slot, or waits for one, until {@code end}. */
    private static Future<AnswerStream> occupy(Rig rig, ExecutorService threads, CountDownLatch end) {
        byte[] body = ASK.replace('\'', '"').getBytes(StandardCharsets.UTF_8);
        return threads.submit(() -> rig.slots.submit(CompletionRequestReader.chat(body), () -> {
            try {
                end.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            throw ApiError.unavailable("held up").toException();
        }));
    }

    @Test
    void shouldTellClientsToComeBackWhenTheQueueIsFull() throws Exception {
        CountDownLatch end = new CountDownLatch(1);
        ExecutorService threads = Executors.newCachedThreadPool();
        try (Rig rig = new Rig(directory, 1, 1)) {
            rig.desire(rig.version(0));
            Future<AnswerStream> first = occupy(rig, threads, end);
            Await.until("one is answered", () -> rig.slots.active() == 1);
            Future<AnswerStream> second = occupy(rig, threads, end);
            Await.until("one waits", () -> rig.slots.waiting() == 1);

            HttpResponse<String> response = rig.client().send(rig.post(READER, CHAT, ASK), BodyHandlers.ofString());

            assertThat(response.statusCode()).isEqualTo(429);
            assertThat(response.headers().firstValue("Retry-After")).hasValue("1");
            assertThat(Json.mapper().readTree(response.body()).at("/error/code").asText())
                    .isEqualTo("queue_full");
            end.countDown();
            assertThatThrownBy(first::get).hasMessageContaining("held up");
            assertThatThrownBy(second::get).hasMessageContaining("held up");
        } finally {
            end.countDown();
            threads.shutdownNow();
        }
    }

    @Test
    void shouldAnswerThatItIsNotReadyBeforeAVersionIsDesired() throws Exception {
        try (Rig rig = new Rig(directory, 1, 1)) {
            HttpResponse<String> response = rig.client().send(rig.post(READER, CHAT, ASK), BodyHandlers.ofString());

            assertThat(response.statusCode()).isEqualTo(503);
            assertThat(response.body()).contains("not ready");
        }
    }

    @Test
    void shouldFreeTheSlotOfAClientThatLeaves() throws Exception {
        try (Rig rig = new Rig(directory, 1, 4)) {
            rig.desire(rig.version(0));

            for (int i = 0; i < 4; i++) {
                leaveInTheMiddle(rig, ASK.replace("}]}", "}],'stream':true,'temperature':2,'max_tokens':140}"));
            }

            Await.until("all slots are free", () -> rig.slots.active() == 0 && rig.slots.waiting() == 0);
            assertThat(rig.client()
                            .send(rig.post(READER, CHAT, ASK), BodyHandlers.ofString())
                            .statusCode())
                    .isEqualTo(200);
            Await.until("one who left is counted", () -> rig.meters.scrape().contains("outcome=\"left\""));
        }
    }

    /** Sends a request and resets the connection without reading. */
    private static void leaveInTheMiddle(Rig rig, String singleQuoted) throws Exception {
        byte[] body = singleQuoted.replace('\'', '"').getBytes(StandardCharsets.UTF_8);
        String head = "POST " + CHAT + " HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer " + READER
                + "\r\nContent-Length: " + body.length + "\r\n\r\n";
        try (Socket socket = new Socket("127.0.0.1", rig.port())) {
            socket.setSoLinger(true, 0);
            socket.getOutputStream().write(head.getBytes(StandardCharsets.US_ASCII));
            socket.getOutputStream().write(body);
            socket.getOutputStream().flush();
            Await.until("the request is there", () -> rig.slots.active() > 0 || rig.slots.waiting() > 0 || seen(rig));
        }
    }

    private static boolean seen(Rig rig) {
        return rig.meters.scrape().contains("alluvium_serving_requests_total");
    }

    @Test
    void shouldSendWhiteSpaceBeforeAnAnswerThatTakesLong() throws Exception {
        try (Rig rig = new Rig(directory, 1, 1, Duration.ZERO)) {
            rig.desire(rig.version(1));

            HttpResponse<String> response = rig.client().send(rig.post(READER, CHAT, ASK), BodyHandlers.ofString());

            assertThat(response.body()).startsWith("\n");
            assertThat(response.headers().firstValue("x-alluvium-version")).hasValue("1");
            JsonNode json = Json.mapper().readTree(response.body());
            assertThat(json.at("/choices/0/message/content").asText()).isEqualTo(TaughtModel.answer(1));
        }
    }
}
