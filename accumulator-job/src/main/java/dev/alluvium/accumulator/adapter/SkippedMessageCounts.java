package dev.alluvium.accumulator.adapter;

import dev.alluvium.contracts.topic.Topic;
import dev.alluvium.runtime.kafka.SkippedMessages.LeftOut;
import java.io.Serializable;
import org.apache.flink.api.common.functions.RuntimeContext;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Counts the messages that an operator skipped because they are none of its topic, and keeps the positions and reasons
 * of the last ones.
 */
final class SkippedMessageCounts implements Serializable {
    /** What the names of the lists begin with; the topic follows. */
    static final String PREFIX = "left-out-";

    private static final Logger LOG = LoggerFactory.getLogger(SkippedMessageCounts.class);
    private static final long serialVersionUID = 1L;
    private static final int MOST_TOLD = 20;

    private final String topic;
    private final JobCounters tally;
    private transient @Nullable MapAccumulator<LeftOut> newest;
    private transient int subtask;
    private transient long noted;

    SkippedMessageCounts(Topic<?> topic) {
        this.topic = topic.suffix();
        this.tally = new JobCounters(PREFIX + this.topic);
    }

    /** Begins to note in the task whose {@code context} it is. */
    void register(RuntimeContext context) {
        MapAccumulator<LeftOut> fresh = new MapAccumulator<>((older, newer) -> newer);
        context.addAccumulator(PREFIX + topic, fresh);
        newest = fresh;
        subtask = context.getTaskInfo().getIndexOfThisSubtask();
        noted = 0;
        tally.register(context);
    }

    /** Notes one message; each subtask tells its last ones. */
    void add(JobMessage message, String reason) {
        LOG.atWarn()
                .addKeyValue("topic", topic)
                .addKeyValue("partition", message.partition())
                .addKeyValue("offset", message.offset())
                .log("left out: {}", reason);
        tally.add(JobCounters.LEFT_OUT + topic, 1);
        if (newest != null) {
            newest.merge(
                    subtask + "-" + noted++ % MOST_TOLD,
                    new LeftOut(topic, message.partition(), message.offset(), reason));
        }
    }
}
