package dev.alluvium.cleaning.adapter;

import dev.alluvium.cleaning.decision.ControlExpansion;
import dev.alluvium.cleaning.fact.FactEvent;
import dev.alluvium.contracts.control.ControlCommand;
import dev.alluvium.contracts.record.FactKey;
import dev.alluvium.contracts.record.RawPosition;
import java.util.List;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.streams.processor.api.ContextualProcessor;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.processor.api.RecordMetadata;

/** Expands commands into events of facts. A failure stops the task, which reads the command again: none is skipped. */
final class ControlProcessor extends ContextualProcessor<String, ControlCommand, String, FactEvent> {
    private final ControlExpansion expansion;
    private final CleaningObserver observer;

    ControlProcessor(ControlExpansion expansion, CleaningObserver observer) {
        this.expansion = expansion;
        this.observer = observer;
    }

    @Override
    public void process(Record<String, ControlCommand> record) {
        ControlCommand command = record.value();
        if (command == null) {
            return;
        }
        RecordMetadata at = context().recordMetadata().orElseThrow();
        RawPosition position = new RawPosition(at.topic(), at.partition(), at.offset());
        List<? extends FactEvent> events =
                observer.timed(CleaningObserver.Stage.CONTROL, () -> expansion.expand(command, position));
        for (FactEvent event : events) {
            String key = new FactKey(event.model(), event.fact()).toString();
            context().forward(new Record<>(key, event, record.timestamp(), new RecordHeaders()));
        }
    }
}
