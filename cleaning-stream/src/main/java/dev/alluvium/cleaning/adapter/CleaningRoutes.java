package dev.alluvium.cleaning.adapter;

import dev.alluvium.cleaning.adapter.DeadLetter.Selection;
import dev.alluvium.contracts.record.RejectedRecord;
import dev.alluvium.contracts.topic.ReadResult;
import dev.alluvium.contracts.topic.Topics;
import dev.alluvium.runtime.http.HttpProblem;
import dev.alluvium.runtime.http.Route;
import dev.alluvium.runtime.kafka.KafkaClients;
import dev.alluvium.runtime.kafka.MessageReader;
import dev.alluvium.settings.Role;
import io.javalin.http.Context;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** What was rejected, what was undecodable, and its replay. */
public final class CleaningRoutes {
    private static final int DEFAULT_LIMIT = 100;
    private static final int MOST = 1_000;

    private final KafkaClients kafka;
    private final MessageReader reader;
    private final TopicTail tail;
    private final DeadLetterReplay replay;

    /** @param further topics that records are read from besides the raw one */
    public CleaningRoutes(KafkaClients kafka, MessageReader reader, Set<String> further) {
        this.kafka = kafka;
        this.reader = reader;
        this.tail = new TopicTail(kafka);
        this.replay = new DeadLetterReplay(kafka, further);
    }

    public List<Route> routes() {
        return List.of(
                Route.get("/v1/rejected", Role.READER, this::rejected),
                Route.get("/v1/dead-letters", Role.READER, this::deadLetters),
                Route.post("/v1/dead-letters:replay", Role.OPERATOR, this::replay));
    }

    private void rejected(Context context) {
        RejectedFilter filter = filter(context);
        List<RejectedRecord> found = tail
                .newest(
                        kafka.topic(Topics.REJECTED_RECORDS),
                        limit(context),
                        record -> read(record).filter(filter).isPresent())
                .stream()
                .flatMap(record -> read(record).stream())
                .toList();
        context.json(Map.of("rejected", found));
    }

    private static RejectedFilter filter(Context context) {
        try {
            return RejectedFilter.of(context::queryParam);
        } catch (IllegalArgumentException e) {
            throw new HttpProblem(400, "Bad filter", String.valueOf(e.getMessage()));
        }
    }

    private void deadLetters(Context context) {
        context.json(Map.of("deadLetters", replay.list(selection(context), limit(context))));
    }

    private void replay(Context context) {
        try {
            context.json(replay.replay(selection(context)));
        } catch (DeadLetterReplay.TooScatteredException e) {
            throw new HttpProblem(409, "Too scattered", String.valueOf(e.getMessage()));
        }
    }

    private static Selection selection(Context context) {
        return new Selection(
                Set.copyOf(context.queryParams("id")), context.queryParam("problem"), context.queryParam("topic"));
    }

    private Optional<RejectedRecord> read(ConsumerRecord<byte[], byte[]> record) {
        return reader.read(Topics.REJECTED_RECORDS, record).map(ReadResult.Message::value);
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
