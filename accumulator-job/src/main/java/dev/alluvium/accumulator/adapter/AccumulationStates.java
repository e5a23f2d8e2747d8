package dev.alluvium.accumulator.adapter;

import dev.alluvium.accumulator.round.Accumulation;
import dev.alluvium.accumulator.round.AccumulationState;
import dev.alluvium.accumulator.round.RoundSelection;
import dev.alluvium.accumulator.round.StateCodec;
import dev.alluvium.accumulator.store.RoundCoordinator;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import org.apache.flink.api.common.state.ValueState;
import org.jspecify.annotations.Nullable;

/**
 * The models' states: as bytes in Flink's keyed state, and beside it cached in decoded form with the selection of a
 * cut.
 */
final class AccumulationStates {
    private final RoundCoordinator rounds;
    private final ValueState<byte[]> stored;
    private final Map<String, CachedState> states = new HashMap<>();

    /** A model's state with what a cut would make of it, judged when somebody asks and kept until it changes. */
    static final class CachedState {
        private final AccumulationState state;
        private @Nullable RoundSelection selection;

        private CachedState(AccumulationState state) {
            this.state = state;
        }

        AccumulationState state() {
            return state;
        }

        RoundSelection selection() {
            RoundSelection known = selection;
            if (known == null) {
                known = Accumulation.judge(state);
                selection = known;
            }
            return known;
        }
    }

    AccumulationStates(RoundCoordinator rounds, ValueState<byte[]> stored) {
        this.rounds = rounds;
        this.stored = stored;
    }

    /** The cached state of the model whose key is current. */
    CachedState get(String model) throws IOException {
        CachedState known = states.get(model);
        if (known == null) {
            known = new CachedState(rounds.restore(model, stored.value()));
            states.put(model, known);
        }
        return known;
    }

    /** Changes the state of the model whose key is current. */
    void put(String model, AccumulationState state) throws IOException {
        states.put(model, new CachedState(state));
        stored.update(StateCodec.encode(state));
    }
}
