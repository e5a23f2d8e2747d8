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
import org.jspecify.annotations.Nullable;

/** The models' states: in Flink's keyed state as bytes, and beside it decoded, judged and with their manifests. */
final class Desks {
    private final RoundDesk rounds;
    private final ValueState<byte[]> stored;
    private final Map<String, Desk> desks = new HashMap<>();

    /** A model's state with what a cut would make of it, judged when somebody asks and kept until it changes. */
    static final class Desk {
        private final ModelState state;
        private @Nullable Judgement judgement;

        private Desk(ModelState state) {
            this.state = state;
        }

        ModelState state() {
            return state;
        }

        Judgement judgement() {
            Judgement known = judgement;
            if (known == null) {
                known = Accumulation.judge(state);
                judgement = known;
            }
            return known;
        }
    }

    Desks(RoundDesk rounds, ValueState<byte[]> stored) {
        this.rounds = rounds;
        this.stored = stored;
    }

    /** The desk of the model whose key is current. */
    Desk get(String model) throws IOException {
        Desk known = desks.get(model);
        if (known == null) {
            known = new Desk(rounds.restore(model, stored.value()));
            desks.put(model, known);
        }
        return known;
    }

    /** Changes the state of the model whose key is current. */
    void put(String model, ModelState state) throws IOException {
        desks.put(model, new Desk(state));
        stored.update(StateCodec.encode(state));
    }
}
