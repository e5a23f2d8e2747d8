package dev.alluvium.cleaning.adapter;

import dev.alluvium.cleaning.decision.ControlExpansion;
import dev.alluvium.cleaning.fact.FactEvent;
import dev.alluvium.contracts.control.ControlCommand;
import dev.alluvium.contracts.record.FactKey;
import dev.alluvium.contracts.record.RawPosition;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.streams.processor.api.ContextualProcessor;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.processor.api.RecordMetadata;

/**
 * Expands commands into events of facts. A failure stops the task, which then reads the command again, so that no
 * command is lost. Messages that are no commands were skipped before.
 */
final class ControlProcessor extends ContextualProcessor<String, ControlCommand, String, FactEvent> {
    private final ControlExpansion expansion;
    private final StoreRetry retry;
    private final CleaningObserver observer;

    ControlProcessor(ControlExpansion expansion, StoreRetry retry, CleaningObserver observer) {
        this.expansion = expansion;
        this.retry = retry;
        this.observer = observer;
    }

    @Override
    public void process(Record<String, ControlCommand> record) {
        RecordMetadata at = context().recordMetadata().orElseThrow();
        ControlCommand command = record.value();
        if (command == null || !command.model().equals(record.key())) {
            observer.leftOut(
                    at.partition(),
                    at.offset(),
                    command == null ? "it has no value" : "it is of another model than its key");
            return;
        }
        Optional<String> foreign = retry.call(() -> expansion.foreign(command));
        if (foreign.isPresent()) {
            observer.leftOut(at.partition(), at.offset(), foreign.get());
            return;
        }
        Instant now = Instant.ofEpochMilli(context().currentSystemTimeMs());
        RawPosition position = new RawPosition(at.topic(), at.partition(), at.offset());
        List<? extends FactEvent> events = observer.timed(
                CleaningObserver.Stage.CONTROL, () -> retry.call(() -> expansion.expand(command, position, now)));
        for (FactEvent event : events) {
            String key = new FactKey(event.model(), event.fact()).toString();
            context().forward(new Record<>(key, event, record.timestamp(), new RecordHeaders()));
        }
    }
}
