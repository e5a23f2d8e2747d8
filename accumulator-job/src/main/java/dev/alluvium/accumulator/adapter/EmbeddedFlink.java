package dev.alluvium.accumulator.adapter;

import dev.alluvium.accumulator.round.ModelStatus;
import dev.alluvium.contracts.config.AccumulatorConfig;
import dev.alluvium.contracts.json.Json;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import java.util.stream.StreamSupport;
import org.apache.flink.api.common.JobID;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.runtime.checkpoint.CompletedCheckpointStats;
import org.apache.flink.runtime.execution.ExecutionState;
import org.apache.flink.runtime.executiongraph.AccessExecutionGraph;
import org.apache.flink.runtime.executiongraph.ErrorInfo;
import org.apache.flink.runtime.jobgraph.JobGraph;
import org.apache.flink.runtime.minicluster.MiniCluster;
import org.apache.flink.runtime.minicluster.MiniClusterConfiguration;
import org.apache.flink.runtime.minicluster.RpcServiceSharing;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.util.OptionalFailure;
import org.apache.flink.util.SerializedValue;
import org.jspecify.annotations.Nullable;

/**
 * One job on a Flink cluster inside this process. It begins at the newest completed checkpoint in its directory, so it
 * goes on after a kill -9 as after a stop.
 */
public final class EmbeddedFlink implements AutoCloseable {
    private static final long ANSWER_SECONDS = 10;

    private final MiniCluster cluster;
    private final JobID job;

    private EmbeddedFlink(MiniCluster cluster, JobID job) {
        this.cluster = cluster;
        this.job = job;
    }

    /**
     * Starts the cluster and submits what {@code define} adds to the environment.
     *
     * @param directory of the checkpoints; made if missing
     */
    public static EmbeddedFlink start(
            AccumulatorConfig config, Path directory, Consumer<StreamExecutionEnvironment> define) throws Exception {
        Files.createDirectories(directory);
        Optional<Path> from = Checkpoints.newest(directory);
        Configuration settings = FlinkSettings.of(config, directory, from);
        int parallelism = Objects.requireNonNull(config.parallelism());
        MiniCluster cluster = new MiniCluster(new MiniClusterConfiguration.Builder()
                .setConfiguration(settings)
                .setNumTaskManagers(1)
                .setNumSlotsPerTaskManager(parallelism)
                .setRpcServiceSharing(RpcServiceSharing.SHARED)
                .setCommonBindAddress("127.0.0.1")
                .build());
        try {
            cluster.start();
            StreamExecutionEnvironment env = StreamExecutionEnvironment.getExecutionEnvironment(settings);
            env.setParallelism(parallelism);
            define.accept(env);
            JobGraph graph = env.getStreamGraph().getJobGraph();
            cluster.submitJob(graph).get(60, TimeUnit.SECONDS);
            return new EmbeddedFlink(cluster, graph.getJobID());
        } catch (Exception e) {
            cluster.close();
            throw e;
        }
    }

    /** How the job is now. */
    public JobView view() {
        AccessExecutionGraph graph = graph();
        Map<String, ModelStatus> models = new TreeMap<>();
        Map<String, Long> counts = new TreeMap<>();
        accumulators(graph).forEach((name, values) -> {
            if (name.equals(RoundOperator.STATUS)) {
                values.forEach((model, json) -> models.put(model, status((String) json)));
            } else if (name.startsWith(Tally.PREFIX)) {
                values.forEach((what, count) -> counts.put(what, (Long) count));
            }
        });
        return new JobView(graph.getState().name(), running(graph), failure(graph), checkpoint(graph), models, counts);
    }

    @Override
    public void close() {
        try {
            cluster.cancelJob(job).get(ANSWER_SECONDS, TimeUnit.SECONDS);
            cluster.requestJobResult(job).get(ANSWER_SECONDS, TimeUnit.SECONDS);
        } catch (ExecutionException | TimeoutException e) {
            // A job that cannot be cancelled any more ends with its cluster; its checkpoints stay.
            org.slf4j.LoggerFactory.getLogger(EmbeddedFlink.class).debug("the job had ended", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            closeCluster();
        }
    }

    private void closeCluster() {
        try {
            cluster.close();
        } catch (Exception e) {
            throw new IllegalStateException("the Flink cluster did not close", e);
        }
    }

    private AccessExecutionGraph graph() {
        try {
            return cluster.getExecutionGraph(job).get(ANSWER_SECONDS, TimeUnit.SECONDS);
        } catch (ExecutionException | TimeoutException e) {
            throw new IllegalStateException("the Flink cluster does not answer about its job", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while asking about the job", e);
        }
    }

    private static boolean running(AccessExecutionGraph graph) {
        return StreamSupport.stream(graph.getAllExecutionVertices().spliterator(), false)
                .allMatch(vertex -> vertex.getExecutionState() == ExecutionState.RUNNING);
    }

    private static @Nullable String failure(AccessExecutionGraph graph) {
        ErrorInfo info = graph.getFailureInfo();
        if (info == null) {
            return null;
        }
        Throwable cause = info.getException().deserializeError(EmbeddedFlink.class.getClassLoader());
        while (cause.getCause() != null) {
            cause = cause.getCause();
        }
        return cause.getClass().getSimpleName() + ": " + cause.getMessage();
    }

    private static @Nullable Instant checkpoint(AccessExecutionGraph graph) {
        if (graph.getCheckpointStatsSnapshot() == null) {
            return null;
        }
        CompletedCheckpointStats latest =
                graph.getCheckpointStatsSnapshot().getHistory().getLatestCompletedCheckpoint();
        return latest == null ? null : Instant.ofEpochMilli(latest.getLatestAckTimestamp());
    }

    private static ModelStatus status(String json) {
        return Json.read(json.getBytes(StandardCharsets.UTF_8), ModelStatus.class);
    }

    private static Map<String, Map<String, Object>> accumulators(AccessExecutionGraph graph) {
        Map<String, Map<String, Object>> read = new HashMap<>();
        graph.getAccumulatorsSerialized().forEach((name, value) -> {
            if (value(value) instanceof Map<?, ?> map) {
                Map<String, Object> entries = new HashMap<>();
                map.forEach((key, entry) -> entries.put((String) key, entry));
                read.put(name, entries);
            }
        });
        return read;
    }

    private static Object value(SerializedValue<OptionalFailure<Object>> value) {
        try {
            return value.deserializeValue(EmbeddedFlink.class.getClassLoader()).getUnchecked();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (ClassNotFoundException e) {
            throw new IllegalStateException(e);
        }
    }
}
