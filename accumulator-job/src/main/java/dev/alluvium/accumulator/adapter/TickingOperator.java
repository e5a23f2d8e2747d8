package dev.alluvium.accumulator.adapter;

import java.util.Set;
import java.util.TreeSet;
import org.apache.flink.runtime.state.VoidNamespace;
import org.apache.flink.runtime.state.VoidNamespaceSerializer;
import org.apache.flink.streaming.api.operators.InternalTimerService;
import org.apache.flink.streaming.api.operators.co.KeyedCoProcessOperator;

/**
 * Runs {@link RoundOperator}, and gives each model that a state was restored for a timer by the clock of now. The restored
 * timers are those of the clock that the state was written under: where that clock was ahead, they would let a model wait
 * until that time comes again.
 */
final class TickingOperator extends KeyedCoProcessOperator<String, JobMessage, JobMessage, JobMessage> {
    private static final long serialVersionUID = 1L;
    /** The service under which {@link KeyedCoProcessOperator} keeps its function's timers. */
    private static final String TIMERS = "user-timers";

    TickingOperator(RoundOperator function) {
        super(function);
    }

    @Override
    public void open() throws Exception {
        super.open();
        InternalTimerService<VoidNamespace> timers =
                getInternalTimerService(TIMERS, VoidNamespaceSerializer.INSTANCE, this);
        Set<String> models = new TreeSet<>();
        timers.forEachProcessingTimeTimer((namespace, time) -> models.add((String) getCurrentKey()));
        long next = RoundOperator.tickAfter(timers.currentProcessingTime());
        for (String model : models) {
            setCurrentKey(model);
            timers.registerProcessingTimeTimer(VoidNamespace.INSTANCE, next);
        }
    }
}
