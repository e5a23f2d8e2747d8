package dev.alluvium.cleaning.adapter;

import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.streams.errors.ErrorHandlerContext;
import org.apache.kafka.streams.errors.LogAndContinueExceptionHandler;

/**
 * A command that cannot be read goes to the dead letters (KIP-1034). What this service wrote itself must be readable: there
 * the stream stops, for to skip an event of a fact would falsify every later decision on it.
 */
public final class ControlOnlyDeadLetters extends LogAndContinueExceptionHandler {
    /** The setting that names the {@link CleaningObserver} who is told. */
    static final String OBSERVER = "alluvium.cleaning.observer";

    private CleaningObserver observer = CleaningObserver.NONE;

    @Override
    public void configure(Map<String, ?> settings) {
        super.configure(settings);
        if (settings.get(OBSERVER) instanceof CleaningObserver given) {
            observer = given;
        }
    }

    @Override
    public Response handleError(ErrorHandlerContext context, ConsumerRecord<byte[], byte[]> record, Exception e) {
        if (isOwn(record.topic())) {
            return Response.fail();
        }
        observer.leftOut(record.partition(), record.offset(), String.valueOf(e.getMessage()));
        return super.handleError(context, record, e);
    }

    private static boolean isOwn(String topic) {
        return topic.endsWith("-repartition") || topic.endsWith("-changelog");
    }
}
