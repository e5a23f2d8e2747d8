package dev.alluvium.runtime.kafka;

import dev.alluvium.contracts.topic.Topic;
import java.io.Serializable;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The messages that a service skipped because they are none of their topic. Each is logged once, and the last ones are
 * listed in the service's status.
 */
public final class SkippedMessages {
    private static final Logger LOG = LoggerFactory.getLogger(SkippedMessages.class);
    private static final String STATUS = "leftOut";
    private static final int MOST_TOLD = 20;

    private final String stage;
    private final Map<String, Long> latest = new HashMap<>();
    private final Deque<LeftOut> newest = new ArrayDeque<>();

    /**
     * A message that was left out.
     *
     * @param topic without the installation's prefix
     * @param reason why it is none of its topic; nothing of it is quoted
     */
    public record LeftOut(String topic, int partition, long offset, String reason) implements Serializable {
        /** A message of a topic. */
        public static LeftOut of(Topic<?> topic, int partition, long offset, String reason) {
            return new LeftOut(topic.suffix(), partition, offset, reason);
        }
    }

    /** @param stage the service's name */
    public SkippedMessages(String stage) {
        this.stage = stage;
    }

    /** Notes a message; false if it was noted before, as by a reader that began again. */
    public synchronized boolean add(LeftOut message) {
        String partition = message.topic() + "-" + message.partition();
        if (message.offset() <= latest.getOrDefault(partition, -1L)) {
            return false;
        }
        latest.put(partition, message.offset());
        newest.addFirst(message);
        if (newest.size() > MOST_TOLD) {
            newest.removeLast();
        }
        LOG.atError()
                .addKeyValue("stage", stage)
                .addKeyValue("topic", message.topic())
                .addKeyValue("partition", message.partition())
                .addKeyValue("offset", message.offset())
                .log("left out a message that is none of its topic: {}", message.reason());
        return true;
    }

    /** The last ones, newest first. */
    public synchronized List<LeftOut> newest() {
        return List.copyOf(newest);
    }

    /** Adds the last ones to a service's status, unless nothing was left out. */
    public void tell(Map<String, Object> status) {
        List<LeftOut> told = newest();
        if (!told.isEmpty()) {
            status.put(STATUS, told);
        }
    }
}
