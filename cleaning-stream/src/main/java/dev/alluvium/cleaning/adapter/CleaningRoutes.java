package dev.alluvium.cleaning.adapter;

import dev.alluvium.contracts.config.Role;
import dev.alluvium.contracts.record.RejectedRecord;
import dev.alluvium.contracts.topic.Topics;
import dev.alluvium.runtime.http.HttpProblem;
import dev.alluvium.runtime.http.Route;
import dev.alluvium.runtime.kafka.KafkaClients;
import io.javalin.http.Context;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;

/** What was rejected, what was undecodable, and its replay. */
public final class CleaningRoutes {
    private static final int DEFAULT_LIMIT = 100;
    private static final int MOST = 1_000;

    private final KafkaClients kafka;
    private final TopicTail tail;
    private final DeadLetterReplay replay;

    public CleaningRoutes(KafkaClients kafka) {
        this.kafka = kafka;
        this.tail = new TopicTail(kafka);
        this.replay = new DeadLetterReplay(kafka);
    }

    public List<Route> routes() {
        return List.of(
                Route.get("/v1/rejected", Role.READER, this::rejected),
                Route.get("/v1/dead-letters", Role.READER, this::deadLetters),
                Route.post("/v1/dead-letters:replay", Role.OPERATOR, this::replay));
    }

    private void rejected(Context context) {
        String model = context.queryParam("model");
        String reason = context.queryParam("reason");
        List<RejectedRecord> found = tail
                .newest(kafka.topic(Topics.REJECTED_RECORDS), limit(context), record -> {
                    RejectedRecord rejected = decode(record);
                    return matches(model, rejected.model())
                            && matches(reason, rejected.reason().code());
                })
                .stream()
                .map(CleaningRoutes::decode)
                .toList();
        context.json(Map.of("rejected", found));
    }

    private void deadLetters(Context context) {
        List<DeadLetter> found = tail.newest(kafka.topic(Topics.DEAD_LETTERS), limit(context), record -> true).stream()
                .map(DeadLetter::of)
                .toList();
        context.json(Map.of("deadLetters", found));
    }

    private void replay(Context context) {
        context.json(replay.replay());
    }

    private static RejectedRecord decode(ConsumerRecord<byte[], byte[]> record) {
        return Topics.REJECTED_RECORDS.decode(record.value());
    }

    private static boolean matches(@Nullable String wanted, String value) {
        return wanted == null || wanted.equals(value);
    }

    private static int limit(Context context) {
        String given = context.queryParam("limit");
        if (given == null) {
            return DEFAULT_LIMIT;
        }
        if (!given.matches("[0-9]{1,4}") || Integer.parseInt(given) < 1 || Integer.parseInt(given) > MOST) {
            throw new HttpProblem(400, "Bad limit", "limit=" + given + ": must be a number from 1 to " + MOST);
        }
        return Integer.parseInt(given);
    }
}
