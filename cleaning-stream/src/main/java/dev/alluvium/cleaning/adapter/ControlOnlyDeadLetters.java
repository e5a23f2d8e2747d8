package dev.alluvium.cleaning.adapter;

import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.streams.errors.ErrorHandlerContext;
import org.apache.kafka.streams.errors.LogAndContinueExceptionHandler;

/**
 * A command that cannot be read goes to the dead letters (KIP-1034). What this service wrote itself must be readable: there
 * the stream stops, for to skip an event of a fact would falsify every later decision on it.
 */
public final class ControlOnlyDeadLetters extends LogAndContinueExceptionHandler {
    @Override
    public Response handleError(ErrorHandlerContext context, ConsumerRecord<byte[], byte[]> record, Exception e) {
        return isOwn(record.topic()) ? Response.fail() : super.handleError(context, record, e);
    }

    private static boolean isOwn(String topic) {
        return topic.endsWith("-repartition") || topic.endsWith("-changelog");
    }
}
