package dev.alluvium.ingest;

import dev.alluvium.contracts.record.KeyedAnswer;
import dev.alluvium.contracts.topic.Topics;
import dev.alluvium.ingest.adapter.IngestApi;
import dev.alluvium.ingest.adapter.RawProducer;
import dev.alluvium.ingest.adapter.watch.WatchedPlaces;
import dev.alluvium.runtime.http.HttpProblem;
import dev.alluvium.runtime.http.Route;
import dev.alluvium.runtime.kafka.MessageReader;
import dev.alluvium.runtime.kafka.TopicFollower;
import dev.alluvium.runtime.metrics.Meters;
import dev.alluvium.runtime.service.Health;
import dev.alluvium.runtime.service.Service;
import dev.alluvium.runtime.service.ServiceContext;
import dev.alluvium.runtime.work.Supervisor;
import java.io.IOException;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Admission as a service: HTTP in, records.raw out. */
public final class IngestService implements Service {
    private static final Duration ANSWERS = Duration.ofMinutes(2);

    private final ServiceContext context;
    private final DiskReserve reserve;
    private final MessageReader reader;
    private final IngestApi api;
    private final Supervisor supervisor;
    private volatile @Nullable RawProducer producer;
    private volatile @Nullable WatchedPlaces watches;
    private @Nullable TopicFollower<KeyedAnswer> answers;

    public IngestService(ServiceContext context) {
        this(context, DiskReserve.NONE);
    }

    /**
     * As above, in the broker's own process.
     *
     * @param reserve where that broker keeps its log
     */
    public IngestService(ServiceContext context, DiskReserve reserve) {
        this.context = context;
        this.reserve = reserve;
        Meters meters = new Meters(context.meters());
        this.supervisor = new Supervisor(name(), meters);
        this.reader = new MessageReader(name(), meters);
        this.api = new IngestApi(context.config(), meters, context.clock(), this::running);
    }

    @Override
    public String name() {
        return "ingest-service";
    }

    @Override
    public void start() throws IOException, InterruptedException {
        TopicFollower<KeyedAnswer> reading =
                new TopicFollower<>(context.kafka(), Topics.INGEST_ANSWERS, reader, this::answered);
        supervisor.watch(reading.thread());
        answers = reading.start();
        reading.awaitCaughtUp(ANSWERS);
        RawProducer started = new RawProducer(context.kafka(), new Meters(context.meters()), reserve);
        producer = started;
        started.awaitTopic();
        WatchedPlaces watching = new WatchedPlaces(context, started, api.documents());
        supervisor.watch(watching.thread());
        watches = watching;
    }

    @Override
    public Health health() {
        RawProducer running = producer;
        if (running == null) {
            return Health.notReady("admission has not started yet");
        }
        return supervisor.over(
                running.isFailing() ? Health.notReady("Kafka did not acknowledge the last records") : Health.up());
    }

    @Override
    public List<Route> routes() {
        return api.routes();
    }

    @Override
    public Map<String, Object> status() {
        WatchedPlaces running = watches;
        Map<String, Object> status = new LinkedHashMap<>();
        status.put("watch", running == null ? List.of() : running.status());
        status.put("models", context.config().modelNames());
        status.put("defaultModel", context.config().defaultModel().model());

        reader.tell(status);
        return status;
    }

    @Override
    public List<String> troubles() {
        return Stream.concat(supervisor.troubles().stream(), reserve.problem().stream())
                .toList();
    }

    @Override
    public void close() {
        api.close();
        if (answers != null) {
            answers.close();
        }
        WatchedPlaces watching = watches;
        if (watching != null) {
            watching.close();
        }
        RawProducer running = producer;
        if (running != null) {
            running.close();
        }
    }

    private void answered(String key, @Nullable KeyedAnswer answer, TopicFollower.Position at) {
        if (answer != null) {
            api.restore(
                    key,
                    answer,
                    Duration.between(at.timestamp(), context.clock().instant()));
        }
    }

    private RawProducer running() {
        RawProducer running = producer;
        if (running == null) {
            throw new HttpProblem(
                    503, "Not ready", "admission has not started yet; try again", Map.of(HttpProblem.RETRY_AFTER, 1L));
        }
        return running;
    }
}
