package dev.alluvium.accumulator;

import dev.alluvium.accumulator.adapter.AccumulatorJob;
import dev.alluvium.accumulator.adapter.EmbeddedFlink;
import dev.alluvium.accumulator.adapter.JobSettings;
import dev.alluvium.accumulator.adapter.JobView;
import dev.alluvium.accumulator.adapter.KafkaConnectors;
import dev.alluvium.accumulator.round.ModelStatus;
import dev.alluvium.contracts.control.ControlCommand;
import dev.alluvium.contracts.topic.Topics;
import dev.alluvium.runtime.http.HttpProblem;
import dev.alluvium.runtime.http.Route;
import dev.alluvium.runtime.kafka.SkippedMessages;
import dev.alluvium.runtime.kafka.SkippedMessages.LeftOut;
import dev.alluvium.runtime.metrics.Meters;
import dev.alluvium.runtime.service.Health;
import dev.alluvium.runtime.service.Service;
import dev.alluvium.runtime.service.ServiceContext;
import dev.alluvium.runtime.work.RepeatedTasks;
import dev.alluvium.runtime.work.Supervisor;
import dev.alluvium.settings.AccumulatorConfig;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Runs the accumulator's job on a Flink cluster inside this process, and tells how it is. */
public final class AccumulatorService implements Service {
    static final String NAME = "accumulator-job";

    private static final Logger LOG = LoggerFactory.getLogger(AccumulatorService.class);
    private static final Duration START_LIMIT = Duration.ofMinutes(2);
    private static final Duration LOOK = Duration.ofMillis(250);

    private final ServiceContext context;
    private final AccumulatorConfig config;
    private final JobMeters meters;
    private final SkippedMessages leftOut;
    private final RepeatedTasks looking = new RepeatedTasks("accumulator-view");
    private final Supervisor supervisor;
    private volatile JobView view = JobView.NONE;
    private final JobKeeper keeper;
    private volatile @Nullable EmbeddedFlink flink;
    private @Nullable KafkaProducer<byte[], byte[]> producer;

    public AccumulatorService(ServiceContext context) {
        this.context = context;
        config = context.config().accumulator();
        supervisor = new Supervisor(name(), new Meters(context.meters()));
        supervisor.watch(looking);
        meters = new JobMeters(context.meters(), context.config().modelNames(), context.clock());
        keeper = new JobKeeper(this::startJob, meters::restarted, context.clock());
        leftOut = new SkippedMessages(NAME);
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public synchronized void start() throws Exception {
        producer = context.kafka().producer(null);
        keeper.start();
        awaitRunning();
        looking.every(LOOK, LOOK, this::look);
        LOG.atInfo().addKeyValue("checkpoints", checkpoints()).log("accumulator runs");
    }

    private EmbeddedFlink startJob() throws Exception {
        KafkaConnectors ends = new KafkaConnectors(context.kafka());
        JobSettings settings = JobSettings.of(context.config(), context.clock());
        EmbeddedFlink started =
                EmbeddedFlink.start(config, checkpoints(), env -> AccumulatorJob.define(env, settings, ends));
        flink = started;
        return started;
    }

    private Path checkpoints() {
        return context.directory().resolve(config.checkpointDirectory());
    }

    @Override
    public Health health() {
        JobView now = view;
        if (now.running()) {
            return supervisor.over(Health.up());
        }
        String detail = "the Flink job is " + now.state() + (now.failure() == null ? "" : "; " + now.failure());
        return keeper.inVain()
                ? Health.dead(detail + "; starting it again did not help")
                : Health.notReady(detail + "; it " + (now.ended() ? "is started again" : "retries by itself"));
    }

    @Override
    public List<Route> routes() {
        return Stream.concat(
                        new CutRoutes(context.config().modelNames(), context.clock(), this::send, () -> view)
                                .routes().stream(),
                        Stream.of(new SavepointRoute(keeper::savepoint).route()))
                .toList();
    }

    @Override
    public Map<String, Object> status() {
        JobView now = view;
        Map<String, Object> status = new LinkedHashMap<>();
        status.put("job", now.state());
        if (keeper.restarts() > 0) {
            status.put("restarts", keeper.restarts());
            status.put("endedBefore", String.valueOf(keeper.ended()));
        }
        if (now.checkpoint() != null) {
            status.put("lastCheckpoint", now.checkpoint().toString());
        }
        Map<String, ModelStatus> models = new TreeMap<>();
        now.models().forEach((model, known) -> models.put(model, known.withoutAnswers()));
        context.config().modelNames().forEach(model -> models.computeIfAbsent(model, ModelStatus::idle));
        status.put("models", models);
        leftOut.tell(status);
        return status;
    }

    @Override
    public List<String> troubles() {
        return supervisor.troubles();
    }

    @Override
    public synchronized void close() {
        looking.close();
        keeper.close();
        if (producer != null) {
            producer.close(Duration.ofSeconds(5));
            producer = null;
        }
    }

    /** The cluster with the job, as it was last started. */
    @Nullable EmbeddedFlink flink() {
        return flink;
    }

    private void awaitRunning() throws InterruptedException {
        long began = System.nanoTime();
        while (!look().running()) {
            JobView now = view;
            if (now.ended() || System.nanoTime() - began > START_LIMIT.toNanos()) {
                throw new IllegalStateException("the accumulator's job did not start: it is " + now.state() + "; "
                        + (now.failure() == null ? "no task failed" : now.failure())
                        + "; check Kafka, the object store and accumulator.checkpoint-directory");
            }
            TimeUnit.MILLISECONDS.sleep(LOOK.toMillis());
        }
    }

    private JobView look() {
        try {
            JobView now = keeper.look().after(view);
            view = now;
            meters.update(now);
            now.leftOut().stream()
                    .sorted(Comparator.comparingLong(LeftOut::offset))
                    .forEach(leftOut::add);
            return now;
        } catch (RuntimeException e) {
            LOG.warn("the Flink cluster does not tell how its job is", e);
            return view;
        }
    }

    private void send(ControlCommand command) {
        KafkaProducer<byte[], byte[]> open = producer;
        if (open == null) {
            throw new HttpProblem(
                    503,
                    "Not ready",
                    "the accumulator has not started yet; try again",
                    Map.of(HttpProblem.RETRY_AFTER, 1L));
        }
        try {
            open.send(context.kafka().record(Topics.CONTROL, command.model(), command))
                    .get(30, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while sending a command", e);
        } catch (ExecutionException | TimeoutException e) {
            LOG.warn("a command was not acknowledged by Kafka", e);
            throw new HttpProblem(
                    503,
                    "Outcome unknown",
                    "Kafka did not acknowledge the command; send it again under its Idempotency-Key, a repeat cuts nothing"
                            + " more",
                    Map.of(HttpProblem.RETRY_AFTER, 5L));
        }
    }
}
