package dev.alluvium.accumulator.adapter;

import dev.alluvium.accumulator.adapter.AccumulationStates.CachedState;
import dev.alluvium.accumulator.round.Accumulation;
import dev.alluvium.accumulator.round.AccumulationState;
import dev.alluvium.accumulator.round.CutResult;
import dev.alluvium.accumulator.round.ModelStatus;
import dev.alluvium.accumulator.round.RoundSelection;
import dev.alluvium.accumulator.round.Trigger;
import dev.alluvium.accumulator.round.Triggers;
import dev.alluvium.accumulator.store.RoundCoordinator;
import dev.alluvium.accumulator.store.RoundStore;
import dev.alluvium.accumulator.store.SegmentBatch;
import dev.alluvium.contracts.control.ControlCommand;
import dev.alluvium.contracts.json.Json;
import dev.alluvium.contracts.record.FactKey;
import dev.alluvium.contracts.record.ReasonCode;
import dev.alluvium.contracts.record.RejectedRecord;
import dev.alluvium.contracts.topic.ReadResult;
import dev.alluvium.contracts.topic.Topics;
import dev.alluvium.runtime.store.ObjectStore;
import dev.alluvium.settings.TriggerConfig;
import java.io.IOException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.CheckpointListener;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.api.common.typeinfo.PrimitiveArrayTypeInfo;
import org.apache.flink.runtime.state.FunctionInitializationContext;
import org.apache.flink.runtime.state.FunctionSnapshotContext;
import org.apache.flink.streaming.api.TimerService;
import org.apache.flink.streaming.api.checkpoint.CheckpointedFunction;
import org.apache.flink.streaming.api.functions.co.KeyedCoProcessFunction;
import org.apache.flink.util.Collector;
import org.apache.flink.util.OutputTag;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Accumulates the batches of a model into rounds; keyed by model.
 *
 * <p>A cut, and every rejection, is first fixed in state. Only when a checkpoint that holds it has completed does a timer
 * write the manifest and tell others, so that a crash anywhere leads to the same bytes and the same words again.
 */
final class RoundOperator extends KeyedCoProcessFunction<String, JobMessage, JobMessage, JobMessage>
        implements CheckpointedFunction, CheckpointListener {
    /** Rejected records; the main output announces rounds. */
    static final OutputTag<JobMessage> REJECTED = new OutputTag<>("rejected") {};
    /** Commands that name what was dropped outside of rounds. */
    static final OutputTag<JobMessage> DROPPED = new OutputTag<>("dropped") {};
    /** Name of the accumulator that holds each model's status as JSON. */
    static final String STATUS = "status";

    private static final long serialVersionUID = 1L;
    private static final Logger LOG = LoggerFactory.getLogger(RoundOperator.class);
    private static final long TICK_MILLIS = 200;

    private final JobSettings settings;
    private final JobCounters tally = new JobCounters("rounds");
    private final SkippedMessageCounts leftOut = new SkippedMessageCounts(Topics.CONTROL);
    private transient @Nullable Parts parts;

    RoundOperator(JobSettings settings) {
        this.settings = settings;
    }

    /** What an open operator has. */
    private record Parts(
            ObjectStore store,
            RoundCoordinator rounds,
            CheckpointClock clock,
            JobSettings.Triggering triggering,
            MapAccumulator<String> status,
            AccumulationStates states) {}

    @Override
    public void open(OpenContext context) throws Exception {
        ObjectStore store = settings.stores().open();
        RoundCoordinator rounds = new RoundCoordinator(new RoundStore(store));
        MapAccumulator<String> status = new MapAccumulator<>((older, newer) -> newer);
        getRuntimeContext().addAccumulator(STATUS, status);
        tally.register(getRuntimeContext());
        leftOut.register(getRuntimeContext());
        ValueState<byte[]> stored = getRuntimeContext()
                .getState(new ValueStateDescriptor<>(
                        "accumulation", PrimitiveArrayTypeInfo.BYTE_PRIMITIVE_ARRAY_TYPE_INFO));
        parts = new Parts(
                store,
                rounds,
                new CheckpointClock(),
                settings.triggering(),
                status,
                new AccumulationStates(rounds, stored));
    }

    @Override
    public void processElement1(JobMessage message, Context context, Collector<JobMessage> out) throws IOException {
        String model = context.getCurrentKey();
        SegmentBatch batch = Json.read(message.value(), SegmentBatch.class);
        parts().clock().brought(model);
        put(model, parts().rounds().add(cached(model).state(), batch));
        tick(context.timerService());
    }

    @Override
    public void processElement2(JobMessage message, Context context, Collector<JobMessage> out) throws IOException {
        ReadResult<ControlCommand> reading = MessageDecoder.command(message);
        if (reading instanceof ReadResult.Foreign<ControlCommand> foreign) {
            leftOut.add(message, foreign.reason());
            return;
        }
        String model = context.getCurrentKey();
        AccumulationState state = cached(model).state();
        ControlCommand command = ((ReadResult.Message<ControlCommand>) reading).value();
        if (command instanceof ControlCommand.Cut cut) {
            put(model, Accumulation.request(state, cut));
        } else if (command instanceof ControlCommand.RoundDecided decided) {
            Optional<AccumulationState> next = parts().rounds().decide(state, decided);
            if (next.isEmpty()) {
                leftOut.add(message, "it is a verdict on " + decided.round() + ", which was never cut");
                return;
            }
            put(model, next.get());
            parts().clock().changed(model);
        }
        tick(context.timerService());
    }

    @Override
    public void onTimer(long time, OnTimerContext context, Collector<JobMessage> out) throws IOException {
        String model = context.getCurrentKey();
        Instant now = settings.clock().instant().truncatedTo(ChronoUnit.MILLIS);
        if (parts().clock().durable(model)) {
            tell(model, context, out);
            publish(model, now);
        }
        if (cached(model).state().rounds().fixed().isEmpty()) {
            cutIfDue(model, now);
        }
        tick(context.timerService());
    }

    /** Only a durable state is shown, so that nobody acts on an answer which a crash could change. */
    private void publish(String model, Instant now) throws IOException {
        CachedState cached = cached(model);
        TriggerConfig trigger = parts().triggering().of(model);
        parts().status().merge(model, Json.string(ModelStatus.of(cached.state(), cached.selection(), trigger, now)));
    }

    private void tell(String model, OnTimerContext context, Collector<JobMessage> out) throws IOException {
        Optional<RoundCoordinator.Written> written =
                parts().rounds().write(cached(model).state());
        if (written.isPresent()) {
            put(model, written.get().state());
            written.get().ready().ifPresent(ready -> {
                out.collect(new JobMessage(model, Json.bytes(ready)));
                LOG.atInfo()
                        .addKeyValue("model", model)
                        .addKeyValue("round", ready.round())
                        .addKeyValue("records", ready.records())
                        .log("round written");
            });
            written.get().dropped().forEach(told -> context.output(DROPPED, new JobMessage(model, Json.bytes(told))));
        }
        AccumulationState state = cached(model).state();
        if (!state.outbox().isEmpty()) {
            for (RejectedRecord rejected : parts().rounds().rejections(state)) {
                String key = new FactKey(model, Objects.requireNonNull(rejected.fact())).toString();
                context.output(REJECTED, new JobMessage(key, Json.bytes(rejected)));
                if (rejected.reason() == ReasonCode.NEAR_DUPLICATE && rejected.record() != null) {
                    tally.addOf(JobCounters.NEAR, rejected.record().source());
                }
            }
            put(model, state.withoutOutbox());
        }
    }

    private void cutIfDue(String model, Instant now) throws IOException {
        CachedState cached = cached(model);
        RoundSelection selection = cached.selection();
        Set<String> ripe = parts().clock().ripe(model, cached.state().waiting());
        Optional<Trigger> trigger = ripe.isEmpty()
                ? Triggers.due(selection, parts().triggering().of(model), now)
                : Optional.of(Trigger.CUT);
        if (trigger.isEmpty()) {
            if (Triggers.sweepDue(
                    cached.state(), selection, parts().triggering().of(model), now)) {
                put(model, Accumulation.sweep(cached.state(), now));
                parts().clock().changed(model);
            }
            return;
        }
        CutResult cut = Accumulation.cut(cached.state(), trigger.get(), ripe, now);
        put(model, settings.retention().apply(cut.state(), now));
        parts().clock().changed(model);
        cut.manifest().ifPresent(manifest -> tally.add(JobCounters.ROUNDS + manifest.trigger(), 1));
        selection
                .drops()
                .forEach(drop -> tally.add(JobCounters.DROPS + drop.cause().name(), 1));
    }

    @Override
    public void snapshotState(FunctionSnapshotContext context) {
        parts().clock().snapshotTaken(context.getCheckpointId());
    }

    @Override
    public void initializeState(FunctionInitializationContext context) {}

    @Override
    public void notifyCheckpointComplete(long checkpoint) {
        parts().clock().completed(checkpoint);
    }

    @Override
    public void close() throws Exception {
        StoreCloser.close(parts == null ? null : parts.store());
    }

    private CachedState cached(String model) throws IOException {
        return parts().states().get(model);
    }

    private void put(String model, AccumulationState state) throws IOException {
        parts().states().put(model, state);
    }

    /** One timer per model on a common grid, so that a second registration is the same timer. */
    private static void tick(TimerService timers) {
        timers.registerProcessingTimeTimer(tickAfter(timers.currentProcessingTime()));
    }

    static long tickAfter(long millis) {
        return (millis / TICK_MILLIS + 1) * TICK_MILLIS;
    }

    private Parts parts() {
        return Objects.requireNonNull(parts, "the operator is not open");
    }
}
