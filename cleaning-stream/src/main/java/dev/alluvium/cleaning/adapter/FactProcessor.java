package dev.alluvium.cleaning.adapter;

import dev.alluvium.cleaning.fact.Candidate;
import dev.alluvium.cleaning.fact.CandidateOutcome;
import dev.alluvium.cleaning.fact.FactEvent;
import dev.alluvium.cleaning.fact.FactState;
import java.time.Instant;
import java.util.List;
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
    private HeldStore held;
    private OutcomeCounts counts;

    FactProcessor(CleaningObserver observer) {
        this.observer = observer;
    }

    @Override
    public void init(ProcessorContext<String, Object> context) {
        super.init(context);
        this.facts = context.getStateStore(CleaningTopology.FACTS);
        this.held = new HeldStore(context.getStateStore(CleaningTopology.HELD));
        this.counts = new OutcomeCounts(context.getStateStore(CleaningTopology.FACT_COUNTS));
    }

    @Override
    public void process(Record<String, FactEvent> record) {
        FactState stored = facts.get(record.key());
        FactState before = stored == null ? FactState.EMPTY : stored;
        FactState.Step step = observer.timed(
                CleaningObserver.Stage.FACT,
                () -> record.value() instanceof Candidate candidate && !candidate.isDelete()
                        ? judge(record.key(), before, candidate)
                        : change(record.key(), before, record.value()));
        FactState after = step.state().withHeld(List.of());
        if (!after.equals(before)) {
            facts.put(record.key(), after);
        }
        step.outcomes().forEach(outcome -> emit(record, outcome));
    }

    /** A new record needs to know of the held ones only whether it is one of them. */
    private FactState.Step judge(String fact, FactState state, Candidate candidate) {
        if (held.contains(fact, candidate)) {
            return new FactState.Step(state, List.of());
        }
        FactState.Step step = state.judge(candidate);
        if (!step.state().held().isEmpty()) {
            held.add(fact, candidate);
            counts.add(OutcomeCounts.HELD, 1);
        }
        return step;
    }

    private FactState.Step change(String fact, FactState state, FactEvent event) {
        FactState complete = held.complete(fact, state);
        FactState.Step step = complete.apply(event);
        held.keepOnly(fact, complete.held(), step.state().held());
        counts.add(
                OutcomeCounts.HELD, step.state().held().size() - complete.held().size());
        return step;
    }

    private void emit(Record<String, FactEvent> record, CandidateOutcome outcome) {
        observer.judged(outcome);
        if (outcome instanceof CandidateOutcome.Clean clean) {
            counts.add(OutcomeCounts.CLEAN, clean.candidate().requeued() ? 0 : 1);
            forward(record, clean.candidate().clean());
        } else if (outcome instanceof CandidateOutcome.Erased erased) {
            counts.add(OutcomeCounts.CLEAN, erased.asked() ? 1 : 0);
            forward(record, erased.erasure());
        } else if (outcome instanceof CandidateOutcome.Rejected rejected) {
            // A requeued record was counted as clean when it was first accepted; this is its outcome now.
            counts.add(OutcomeCounts.CLEAN, rejected.candidate().requeued() ? -1 : 0);
            counts.rejected(rejected.reason());
            forward(record, rejected.record(Instant.ofEpochMilli(record.timestamp())));
        }
    }

    private void forward(Record<String, FactEvent> cause, Object value) {
        context().forward(new Record<>(cause.key(), value, cause.timestamp(), new RecordHeaders()));
    }
}
