package dev.alluvium.serving.testing;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.alluvium.contracts.json.Json;
import dev.alluvium.model.BaseModel;
import dev.alluvium.model.GenerationOptions;
import dev.alluvium.model.Generator;
import dev.alluvium.model.LoadedAdapter;
import dev.alluvium.model.PeftDirectory;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * A server with vLLM's endpoints, bodies and error texts as vLLM 0.32.0 has them, that computes with the taught model, and that can
 * be made to fail as vLLM does.
 */
public final class FakeVllm implements AutoCloseable {
    private static final int RANK = 16;

    public final List<String> loads = new CopyOnWriteArrayList<>();
    public final List<String> unloads = new CopyOnWriteArrayList<>();
    /** Listings asked for. */
    public final AtomicInteger listings = new AtomicInteger();

    public volatile boolean updatesAllowed = true;
    public volatile boolean failing;
    /** Whether answers stop after their first token; {@link #midway} tells when one has. */
    public volatile boolean silentMidway;

    public final Semaphore midway = new Semaphore(0);
    public volatile boolean otherTokens;
    public volatile int maxRank = RANK;
    public volatile int maxLoras = 2;
    private volatile @Nullable String servedInstead;
    private volatile @Nullable CountDownLatch held;
    private volatile @Nullable Runnable listed;

    private final BaseModel base = BaseModel.load(TaughtModel.shared().base());
    private final Map<String, Adapter> adapters = Collections.synchronizedMap(new LinkedHashMap<>());
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final HttpServer server;

    private record Adapter(String path, LoadedAdapter loaded) {}

    public FakeVllm() {
        try {
            this.server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.createContext("/v1/models", exchange -> answer(exchange, this::models));
        server.createContext("/metrics", exchange -> answer(exchange, (at, body) -> text(at, 200, metrics())));
        server.createContext("/tokenize", exchange -> answer(exchange, this::tokenize));
        server.createContext("/v1/load_lora_adapter", exchange -> answer(exchange, this::load));
        server.createContext("/v1/unload_lora_adapter", exchange -> answer(exchange, this::unload));
        server.createContext("/v1/completions", exchange -> answer(exchange, this::complete));
        server.setExecutor(threads);
        server.start();
    }

    public String address() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    /** Names that it lists beside the base. */
    public List<String> names() {
        return List.copyOf(adapters.keySet());
    }

    /** It is a new process: all adapters are gone, its address is the same. */
    public void restart() {
        adapters.clear();
    }

    /** What it loads from now on has success, and computes what {@code name} or the base computes. */
    public void serveInstead(String name) {
        servedInstead = name;
    }

    public void serveTruly() {
        servedInstead = null;
    }

    /** Every request waits until {@link #goOn}. */
    public void fallSilent() {
        held = new CountDownLatch(1);
    }

    public void goOn() {
        CountDownLatch latch = held;
        held = null;
        if (latch != null) {
            latch.countDown();
        }
    }

    /** The next listing is made, and sent only after {@code meanwhile}. */
    public void listBefore(Runnable meanwhile) {
        listed = meanwhile;
    }

    private interface Endpoint {
        void answer(HttpExchange exchange, JsonNode body) throws IOException;
    }

    private void answer(HttpExchange exchange, Endpoint endpoint) throws IOException {
        try (exchange) {
            CountDownLatch latch = held;
            if (latch != null) {
                latch.await();
            }
            byte[] body = exchange.getRequestBody().readAllBytes();
            if (failing) {
                error(exchange, 500, "InternalServerError", "EngineCore encountered an issue.");
            } else {
                endpoint.answer(exchange, Json.mapper().readTree(body.length == 0 ? "{}".getBytes() : body));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void models(HttpExchange exchange, JsonNode body) throws IOException {
        listings.incrementAndGet();
        ObjectNode root = Json.mapper().createObjectNode().put("object", "list");
        ArrayNode data = root.putArray("data");
        data.addObject()
                .put("id", "base")
                .put("root", "/models/base")
                .putNull("parent")
                .put("max_model_len", 160);
        Map.copyOf(adapters)
                .forEach((name, adapter) -> data.addObject()
                        .put("id", name)
                        .put("root", adapter.path())
                        .put("parent", "base")
                        .putNull("max_model_len"));
        Runnable meanwhile = listed;
        listed = null;
        if (meanwhile != null) {
            meanwhile.run();
        }
        json(exchange, 200, root);
    }

    private String metrics() {
        return "# TYPE vllm:lora_requests_info gauge\nvllm:lora_requests_info{max_lora=\"" + maxLoras
                + "\",running_lora_adapters=\"\",waiting_lora_adapters=\"\"} 1.0\n";
    }

    private void tokenize(HttpExchange exchange, JsonNode body) throws IOException {
        long[] tokens = base.tokenizer().encode(body.path("prompt").asText() + (otherTokens ? "!" : ""));
        ObjectNode root = Json.mapper().createObjectNode().put("count", tokens.length);
        root.set("tokens", Json.mapper().valueToTree(tokens));
        json(exchange, 200, root);
    }

    private void load(HttpExchange exchange, JsonNode body) throws IOException {
        String name = body.path("lora_name").asText();
        Path path = Path.of(body.path("lora_path").asText());
        if (!updatesAllowed) {
            text(exchange, 404, "{\"detail\":\"Not Found\"}");
        } else if (adapters.containsKey(name)) {
            error(exchange, 400, "InvalidUserInput", "The lora adapter '" + name + "' has already been loaded.");
        } else if (!Files.exists(path)) {
            error(exchange, 404, "NotFoundError", "Loading lora " + name + " failed: No adapter found for <path>");
        } else {
            load(exchange, name, path);
        }
    }

    private void load(HttpExchange exchange, String name, Path path) throws IOException {
        var adapter = PeftDirectory.read(path);
        int rank = adapter.shape().rank();
        if (rank > maxRank) {
            error(
                    exchange,
                    500,
                    "InternalServerError",
                    "Call to add_lora method failed: Worker failed with error 'LoRA rank " + rank
                            + " is greater than max_lora_rank " + maxRank + ".'");
            return;
        }
        String instead = servedInstead;
        Adapter other = instead == null ? null : adapters.get(instead);
        LoadedAdapter computes = instead == null ? base.attach(adapter) : other == null ? base.bare() : other.loaded();
        loads.add(name);
        adapters.put(name, new Adapter(path.toString(), computes));
        text(exchange, 200, "Success: LoRA adapter '" + name + "' added successfully.");
    }

    private void unload(HttpExchange exchange, JsonNode body) throws IOException {
        String name = body.path("lora_name").asText();
        if (adapters.remove(name) == null) {
            error(exchange, 404, "NotFoundError", "The lora adapter '" + name + "' cannot be found.");
        } else {
            unloads.add(name);
            text(exchange, 200, "Success: LoRA adapter '" + name + "' removed successfully.");
        }
    }

    private void complete(HttpExchange exchange, JsonNode body) throws IOException {
        String name = body.path("model").asText();
        Adapter adapter = adapters.get(name);
        if (adapter == null && !name.equals("base")) {
            error(exchange, 404, "NotFoundError", "The model `" + name + "` does not exist.");
            return;
        }
        LoadedAdapter version = adapter == null ? base.bare() : adapter.loaded();
        if (body.path("prompt").path(0).isArray()) {
            json(exchange, 200, next(version, body));
        } else {
            stream(exchange, version, body);
        }
    }

    private ObjectNode next(LoadedAdapter version, JsonNode body) {
        List<long[]> prompts = new ArrayList<>();
        body.path("prompt").forEach(prompt -> prompts.add(ids(prompt)));
        ObjectNode root = Json.mapper().createObjectNode();
        ArrayNode choices = root.putArray("choices");
        Generator.next(version, prompts, body.path("logprobs").asInt()).forEach(likeliest -> {
            ObjectNode choice = choices.addObject().put("text", "");
            choice.putArray("token_ids").add(likeliest.get(0).id());
            ObjectNode top =
                    choice.putObject("logprobs").putArray("top_logprobs").addObject();
            likeliest.forEach(likely -> top.put("token_id:" + likely.id(), likely.logprob()));
        });
        return root;
    }

    private void stream(HttpExchange exchange, LoadedAdapter version, JsonNode body) throws IOException {
        exchange.getResponseHeaders().set("Content-Type", "text/event-stream");
        exchange.sendResponseHeaders(200, 0);
        OutputStream out = exchange.getResponseBody();
        GenerationOptions options = new GenerationOptions(
                body.path("max_tokens").asInt(),
                body.path("temperature").asDouble(),
                body.path("top_p").asDouble(1),
                body.path("seed").asLong(),
                List.of(),
                body.path("logprobs").asInt(0));
        List<ObjectNode> events = new ArrayList<>();
        var generation = Generator.generate(version, ids(body.path("prompt")), options, (row, token) -> {
            events.add(FakeVllmEvents.token(token, body.has("logprobs")));
            return true;
        });
        for (int i = 0; i < events.size(); i++) {
            FakeVllmEvents.send(out, events.get(i));
            CountDownLatch latch = silentMidway ? new CountDownLatch(1) : null;
            if (latch != null) {
                held = latch;
                midway.release();
                awaitQuietly(latch);
            }
        }
        FakeVllmEvents.send(out, FakeVllmEvents.end(generation.reason()));
        out.write("data: [DONE]\n\n".getBytes(StandardCharsets.UTF_8));
    }

    private static void awaitQuietly(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static long[] ids(JsonNode array) {
        long[] ids = new long[array.size()];
        for (int i = 0; i < ids.length; i++) {
            ids[i] = array.get(i).asLong();
        }
        return ids;
    }

    private static void error(HttpExchange exchange, int status, String type, String message) throws IOException {
        ObjectNode root = Json.mapper().createObjectNode();
        root.putObject("error")
                .put("message", message)
                .put("type", type)
                .putNull("param")
                .put("code", status);
        json(exchange, status, root);
    }

    private static void json(HttpExchange exchange, int status, JsonNode body) throws IOException {
        text(exchange, status, body.toString());
    }

    private static void text(HttpExchange exchange, int status, String body) throws IOException {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(status, bytes.length);
        exchange.getResponseBody().write(bytes);
    }

    @Override
    public void close() {
        goOn();
        server.stop(0);
        threads.shutdownNow();
        base.close();
    }
}
