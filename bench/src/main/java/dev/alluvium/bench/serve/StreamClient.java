package dev.alluvium.bench.serve;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.alluvium.contracts.json.Json;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Has texts continued by one endpoint, as streams, and watches how they come. */
final class StreamClient {
    private static final String DATA = "data: ";
    private static final String END = "[DONE]";

    private final HttpClient client;
    private final URI endpoint;
    private final int maxTokens;

    StreamClient(HttpClient client, URI endpoint, int maxTokens) {
        this.client = client;
        this.endpoint = endpoint;
        this.maxTokens = maxTokens;
    }

    StreamedAnswer ask(String prompt) throws InterruptedException {
        long begun = System.nanoTime();
        try {
            HttpResponse<java.io.InputStream> response = client.send(request(prompt), BodyHandlers.ofInputStream());
            try (BufferedReader lines =
                    new BufferedReader(new InputStreamReader(response.body(), StandardCharsets.UTF_8))) {
                return response.statusCode() == 200
                        ? read(lines, begun)
                        : StreamedAnswer.failed("status " + response.statusCode());
            }
        } catch (IOException e) {
            return StreamedAnswer.failed("the connection broke");
        }
    }

    private HttpRequest request(String prompt) {
        ObjectNode body = Json.mapper().createObjectNode();
        body.put("model", BenchReplicas.MODEL)
                .put("stream", true)
                .put("max_tokens", maxTokens)
                .put("prompt", prompt);
        body.putObject("stream_options").put("include_usage", true);
        return HttpRequest.newBuilder(endpoint.resolve("completions"))
                .header("Authorization", "Bearer " + BenchReplicas.TOKEN)
                .POST(HttpRequest.BodyPublishers.ofByteArray(Json.bytes(body)))
                .build();
    }

    private static StreamedAnswer read(BufferedReader lines, long begun) throws IOException {
        List<Long> gaps = new ArrayList<>();
        Set<String> versions = new HashSet<>();
        long last = begun;
        long first = 0;
        int tokens = 0;
        for (String line = lines.readLine(); line != null; line = lines.readLine()) {
            if (line.equals(DATA + END)) {
                return new StreamedAnswer(
                        first, gaps, tokens, versions.size() == 1 ? null : "two versions in one answer");
            }
            if (!line.startsWith(DATA)) {
                continue;
            }
            JsonNode event = Json.mapper().readTree(line.substring(DATA.length()));
            if (event.has("error")) {
                return StreamedAnswer.failed("an error in the stream");
            }
            versions.add(event.path("model").asText());
            tokens = Math.max(tokens, event.at("/usage/completion_tokens").asInt());
            if (!event.at("/choices/0/text").asText().isEmpty()) {
                long now = System.nanoTime();
                if (first == 0) {
                    first = now - begun;
                } else {
                    gaps.add(now - last);
                }
                last = now;
            }
        }
        return StreamedAnswer.failed("the stream has no end");
    }
}
