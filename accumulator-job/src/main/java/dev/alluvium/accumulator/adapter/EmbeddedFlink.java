package dev.alluvium.accumulator.adapter;

import dev.alluvium.settings.AccumulatorConfig;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import org.apache.flink.api.common.JobID;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.core.execution.SavepointFormatType;
import org.apache.flink.runtime.executiongraph.AccessExecutionGraph;
import org.apache.flink.runtime.jobgraph.JobGraph;
import org.apache.flink.runtime.minicluster.MiniCluster;
import org.apache.flink.runtime.minicluster.MiniClusterConfiguration;
import org.apache.flink.runtime.minicluster.RpcServiceSharing;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One job on a Flink cluster inside this process. It begins at the newest completed checkpoint in its directory, so it
 * goes on after a kill -9 as after a stop.
 */
public final class EmbeddedFlink implements RunningJob {
    private static final Logger LOG = LoggerFactory.getLogger(EmbeddedFlink.class);
    private static final long ANSWER_SECONDS = 10;
    private static final long SAVEPOINT_SECONDS = 60;
    private static final long CLOSE_SECONDS = 30;

    private final MiniCluster cluster;
    private final JobID job;
    private final Path directory;

    private EmbeddedFlink(MiniCluster cluster, JobID job, Path directory) {
        this.cluster = cluster;
        this.job = job;
        this.directory = directory;
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
        Checkpoints.removeEmptied(directory);
        Configuration settings = FlinkSettings.of(config, directory, from);
        int parallelism = config.parallelism();
        MiniCluster cluster = new LocalOnlyCluster(new MiniClusterConfiguration.Builder()
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
            return new EmbeddedFlink(cluster, graph.getJobID(), directory);
        } catch (Exception e) {
            cluster.close();
            throw e;
        }
    }

    @Override
    public JobView view() {
        return cluster.isRunning() ? JobViews.of(graph()) : JobView.WITHOUT_CLUSTER;
    }

    /** Writes it beside the checkpoints, in the form that every state backend and parallelism reads. */
    @Override
    public Path savepoint() throws SavepointException {
        try {
            String written = cluster.triggerSavepoint(
                            job, directory.toUri().toString(), false, SavepointFormatType.CANONICAL)
                    .get(SAVEPOINT_SECONDS, TimeUnit.SECONDS);
            return Path.of(URI.create(written));
        } catch (ExecutionException | TimeoutException e) {
            throw new SavepointException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new SavepointException(e);
        }
    }

    @Override
    public void close() {
        try {
            cancel();
        } finally {
            closeCluster();
        }
    }

    /** Ends the job; its checkpoints stay. */
    public void cancel() {
        try {
            cluster.cancelJob(job).get(ANSWER_SECONDS, TimeUnit.SECONDS);
            cluster.requestJobResult(job).get(ANSWER_SECONDS, TimeUnit.SECONDS);
        } catch (ExecutionException | TimeoutException | RuntimeException e) {
            // A job that cannot be cancelled any more ends with its cluster; its checkpoints stay.
            LOG.debug("the job had ended", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** A cluster that does not end is left behind: waiting for it for ever would keep the process from ending. */
    private void closeCluster() {
        try {
            cluster.closeAsync().get(CLOSE_SECONDS, TimeUnit.SECONDS);
        } catch (ExecutionException | TimeoutException e) {
            LOG.warn("the Flink cluster did not close within {} s", CLOSE_SECONDS, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
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
}
