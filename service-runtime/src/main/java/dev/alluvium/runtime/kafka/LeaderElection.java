package dev.alluvium.runtime.kafka;

import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;

/**
 * Waits for the leaders of topics that were just created. Where a producer begins before there are any, its second
 * batch may be accepted and its first refused for ever as out of order.
 */
final class LeaderElection {
    private static final long PAUSE_MILLIS = 50;

    private LeaderElection() {}

    /**
     * Returns when each partition's leader has told its end, which nobody else can.
     *
     * @throws TimeoutException if one has not within {@code limit}
     */
    static void await(Admin admin, Collection<String> topics, Duration limit)
            throws ExecutionException, InterruptedException, TimeoutException {
        long end = System.nanoTime() + limit.toNanos();
        while (!told(admin, topics, end)) {
            Thread.sleep(PAUSE_MILLIS);
        }
    }

    /** Brokers may not have heard of the topics yet, which the client does not take for a passing state. */
    private static boolean told(Admin admin, Collection<String> topics, long end)
            throws ExecutionException, InterruptedException, TimeoutException {
        try {
            Map<TopicPartition, OffsetSpec> ends =
                    ends(within(admin.describeTopics(topics).allTopicNames(), end));
            within(admin.listOffsets(ends).all(), end);
            return true;
        } catch (ExecutionException e) {
            if (e.getCause() instanceof UnknownTopicOrPartitionException) {
                return false;
            }
            throw e;
        }
    }

    private static Map<TopicPartition, OffsetSpec> ends(Map<String, TopicDescription> topics) {
        Map<TopicPartition, OffsetSpec> ends = new HashMap<>();
        topics.forEach((topic, description) -> description
                .partitions()
                .forEach(partition -> ends.put(new TopicPartition(topic, partition.partition()), OffsetSpec.latest())));
        return ends;
    }

    private static <T> T within(KafkaFuture<T> future, long end)
            throws ExecutionException, InterruptedException, TimeoutException {
        return future.get(end - System.nanoTime(), TimeUnit.NANOSECONDS);
    }
}
