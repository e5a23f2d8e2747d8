package dev.alluvium.cleaning.adapter;

import dev.alluvium.cleaning.fact.FactEvent;
import dev.alluvium.cleaning.fact.FactState;
import dev.alluvium.cleaning.fact.Outcome;
import java.time.Instant;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.streams.processor.api.ContextualProcessor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.KeyValueStore;

/** Keeps the state of each fact and lets it judge. */
@SuppressWarnings("NullAway.Init") // Kafka Streams calls init before anything else
final class FactProcessor extends ContextualProcessor<String, FactEvent, String, Object> {
    private final CleaningObserver observer;
    private KeyValueStore<String, FactState> facts;
    private Counts counts;

    FactProcessor(CleaningObserver observer) {
        this.observer = observer;
    }

    @Override
    public void init(ProcessorContext<String, Object> context) {
        super.init(context);
        this.facts = context.getStateStore(CleaningTopology.FACTS);
        this.counts = new Counts(context.getStateStore(CleaningTopology.FACT_COUNTS));
    }

    @Override
    public void process(Record<String, FactEvent> record) {
        FactState stored = facts.get(record.key());
        FactState before = stored == null ? FactState.EMPTY : stored;
        FactState.Step step = observer.timed(CleaningObserver.Stage.FACT, () -> before.apply(record.value()));
        if (!step.state().equals(before)) {
            facts.put(record.key(), step.state());
        }
        counts.add(Counts.HELD, step.state().held().size() - before.held().size());
        step.outcomes().forEach(outcome -> emit(record, outcome));
    }

    private void emit(Record<String, FactEvent> record, Outcome outcome) {
        observer.judged(outcome);
        if (outcome instanceof Outcome.Clean clean) {
            counts.add(Counts.CLEAN, clean.candidate().requeued() ? 0 : 1);
            forward(record, clean.candidate().clean());
        } else if (outcome instanceof Outcome.Erased erased) {
            counts.add(Counts.CLEAN, erased.asked() ? 1 : 0);
            forward(record, erased.erasure());
        } else if (outcome instanceof Outcome.Rejected rejected) {
            // A requeued record was counted as clean when it was first accepted; this is its outcome now.
            counts.add(Counts.CLEAN, rejected.candidate().requeued() ? -1 : 0);
            counts.rejected(rejected.reason());
            forward(record, rejected.record(Instant.ofEpochMilli(record.timestamp())));
        }
    }

    private void forward(Record<String, FactEvent> cause, Object value) {
        context().forward(new Record<>(cause.key(), value, cause.timestamp(), new RecordHeaders()));
    }
}
