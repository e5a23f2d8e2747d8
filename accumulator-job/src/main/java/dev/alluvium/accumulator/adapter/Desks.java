package dev.alluvium.accumulator.adapter;

import dev.alluvium.accumulator.round.Accumulation;
import dev.alluvium.accumulator.round.Judgement;
import dev.alluvium.accumulator.round.ModelState;
import dev.alluvium.accumulator.round.StateCodec;
import dev.alluvium.accumulator.store.RoundDesk;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import org.apache.flink.api.common.state.ValueState;

/** The models' states: in Flink's keyed state as bytes, and beside it decoded, judged and with their manifests. */
final class Desks {
    private final RoundDesk rounds;
    private final ValueState<byte[]> stored;
    private final Map<String, Desk> desks = new HashMap<>();

    /** A model's state with what a cut would make of it, kept until it changes. */
    record Desk(ModelState state, Judgement judgement) {}

    Desks(RoundDesk rounds, ValueState<byte[]> stored) {
        this.rounds = rounds;
        this.stored = stored;
    }

    /** The desk of the model whose key is current. */
    Desk get(String model) throws IOException {
        Desk known = desks.get(model);
        if (known == null) {
            ModelState state = rounds.restore(model, stored.value());
            known = new Desk(state, Accumulation.judge(state));
            desks.put(model, known);
        }
        return known;
    }

    /** Changes the state of the model whose key is current. */
    void put(String model, ModelState state) throws IOException {
        desks.put(model, new Desk(state, Accumulation.judge(state)));
        stored.update(StateCodec.encode(state));
    }
}
