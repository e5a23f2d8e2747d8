package dev.alluvium.accumulator.adapter;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.apache.flink.api.java.tuple.Tuple2;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.runtime.blob.TransientBlobService;
import org.apache.flink.runtime.dispatcher.DispatcherGateway;
import org.apache.flink.runtime.leaderelection.LeaderElection;
import org.apache.flink.runtime.resourcemanager.ResourceManagerGateway;
import org.apache.flink.runtime.rest.RestEndpointFactory;
import org.apache.flink.runtime.rest.handler.RestHandlerConfiguration;
import org.apache.flink.runtime.rest.handler.RestHandlerSpecification;
import org.apache.flink.runtime.rest.handler.legacy.metrics.MetricFetcher;
import org.apache.flink.runtime.rpc.FatalErrorHandler;
import org.apache.flink.runtime.webmonitor.WebMonitorEndpoint;
import org.apache.flink.runtime.webmonitor.retriever.LeaderGatewayRetriever;
import org.apache.flink.shaded.netty4.io.netty.channel.ChannelInboundHandler;
import org.jspecify.annotations.Nullable;

/**
 * The REST endpoint that a Flink cluster cannot do without, without one: Flink's knows no user, and lets everybody who reaches it
 * cancel jobs and write files. It has no route, and its port is closed before the cluster has started.
 */
final class NoRestEndpoint extends WebMonitorEndpoint<DispatcherGateway> {
    private static final long CLOSE_SECONDS = 10;

    private @Nullable CompletableFuture<Void> closed;

    NoRestEndpoint(
            Configuration settings,
            LeaderGatewayRetriever<DispatcherGateway> dispatcher,
            LeaderGatewayRetriever<ResourceManagerGateway> resources,
            TransientBlobService blobs,
            ScheduledExecutorService executor,
            MetricFetcher metrics,
            LeaderElection election,
            FatalErrorHandler errors)
            throws Exception {
        this(
                settings,
                RestHandlerConfiguration.fromConfiguration(settings),
                dispatcher,
                resources,
                blobs,
                executor,
                metrics,
                election,
                errors);
    }

    private NoRestEndpoint(
            Configuration settings,
            RestHandlerConfiguration rest,
            LeaderGatewayRetriever<DispatcherGateway> dispatcher,
            LeaderGatewayRetriever<ResourceManagerGateway> resources,
            TransientBlobService blobs,
            ScheduledExecutorService executor,
            MetricFetcher metrics,
            LeaderElection election,
            FatalErrorHandler errors)
            throws Exception {
        super(
                dispatcher,
                settings,
                rest,
                resources,
                blobs,
                executor,
                metrics,
                election,
                RestEndpointFactory.createExecutionGraphCache(rest),
                errors);
    }

    @Override
    protected List<Tuple2<RestHandlerSpecification, ChannelInboundHandler>> initializeHandlers(
            CompletableFuture<String> address) {
        return new ArrayList<>();
    }

    @Override
    public void startInternal() throws Exception {
        shutDownInternal().get(CLOSE_SECONDS, TimeUnit.SECONDS);
    }

    /** Flink's own does not end when it is asked a second time. */
    @Override
    protected synchronized CompletableFuture<Void> shutDownInternal() {
        CompletableFuture<Void> first = closed;
        if (first == null) {
            first = super.shutDownInternal();
            closed = first;
        }
        return first;
    }
}
