package dev.alluvium.evaluator.adapter;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import dev.alluvium.contracts.json.Json;
import dev.alluvium.contracts.record.FactKey;
import dev.alluvium.contracts.record.FactProbes;
import dev.alluvium.contracts.topic.Topics;
import dev.alluvium.evaluator.cases.ProbeLine;
import dev.alluvium.evaluator.cases.TrustedProbes;
import dev.alluvium.runtime.http.HttpProblem;
import dev.alluvium.runtime.http.Route;
import dev.alluvium.runtime.kafka.KafkaClients;
import dev.alluvium.settings.Role;
import io.javalin.http.Context;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.RecordMetadata;

/** Trusted probes over HTTP: {@code POST /v1/probes} takes JSON lines, all of them or none. */
public final class ProbeRoutes {
    private static final long LIMIT_SECONDS = 30;
    private static final long AGAIN_SECONDS = 5;

    private final KafkaClients kafka;
    private final Set<String> models;
    private final String defaultModel;
    private final Function<String, TrustedProbes> trusted;
    private final Clock clock;

    /**
     * @param models that are declared
     * @param trusted the probes of a model, as the evaluator has folded them
     */
    public ProbeRoutes(
            KafkaClients kafka,
            Set<String> models,
            String defaultModel,
            Function<String, TrustedProbes> trusted,
            Clock clock) {
        this.kafka = kafka;
        this.models = Set.copyOf(models);
        this.defaultModel = defaultModel;
        this.trusted = trusted;
        this.clock = clock;
    }

    public List<Route> routes() {
        return List.of(
                Route.post("/v1/probes", Role.PROBER, this::push), Route.get("/v1/probes", Role.READER, this::list));
    }

    private void push(Context context) throws InterruptedException {
        List<FactProbes> probes = parse(context.body().split("\n", -1));
        send(probes);
        context.status(202).json(Map.of("facts", probes.size()));
    }

    private void list(Context context) {
        String model = context.queryParam("model");
        context.json(trusted.apply(model == null ? defaultModel : model).byFact());
    }

    private List<FactProbes> parse(String[] lines) {
        List<FactProbes> probes = new ArrayList<>();
        for (int i = 0; i < lines.length; i++) {
            if (!lines[i].isBlank()) {
                probes.add(parse(i + 1, lines[i]));
            }
        }
        if (probes.isEmpty()) {
            throw new HttpProblem(
                    400, "No probes", "the body is empty; send JSON lines with fact and probes, one for each fact");
        }
        return probes;
    }

    private FactProbes parse(int number, String line) {
        try {
            JsonNode tree = Json.mapper().readTree(line);
            return ProbeLine.parse(tree, models, defaultModel, clock.instant());
        } catch (JsonProcessingException e) {
            throw new HttpProblem(
                    400,
                    "Bad probes",
                    "line " + number + ": not valid JSON: " + e.getOriginalMessage() + "; nothing was taken");
        } catch (IllegalArgumentException e) {
            throw new HttpProblem(400, "Bad probes", "line " + number + ": " + e.getMessage() + "; nothing was taken");
        }
    }

    private void send(List<FactProbes> probes) throws InterruptedException {
        try (KafkaProducer<byte[], byte[]> producer = kafka.producer(null)) {
            List<Future<RecordMetadata>> sent = new ArrayList<>();
            for (FactProbes one : probes) {
                sent.add(producer.send(
                        kafka.record(Topics.PROBES, new FactKey(one.model(), one.fact()).toString(), one)));
            }
            for (Future<RecordMetadata> each : sent) {
                each.get(LIMIT_SECONDS, TimeUnit.SECONDS);
            }
        } catch (ExecutionException | TimeoutException e) {
            throw new HttpProblem(
                    503,
                    "Not stored",
                    "Kafka did not acknowledge the probes; push them again, a repeat changes nothing",
                    Map.of(HttpProblem.RETRY_AFTER, AGAIN_SECONDS));
        }
    }
}
