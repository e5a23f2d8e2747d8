package dev.alluvium.serving.engine;

import dev.alluvium.serving.openai.ApiError;
import dev.alluvium.serving.state.LiveVersion;

/**
 * A request that has its slot and its version, until its last event.
 *
 * @param active retained until the answer ends
 * @param slot given back when the answer ends
 */
record RunningRequest(ActiveVersion active, TokenizedRequest prompted, AnswerStream stream, Runnable slot) {

    /** Tells the client what answers it. */
    void announce(String model) {
        LiveVersion live = active.live();
        stream.put(new AnswerEvent.Started(
                model,
                live.proof().version(),
                live.generation(),
                live.proof().fingerprint(),
                live.origin() != LiveVersion.Origin.REGISTRY,
                active.experiment(),
                active.shadowed()));
    }

    /** The answer cannot be made. */
    void failed(ApiError error) {
        end(new AnswerEvent.Failed(error));
    }

    /** Whoever waits for the answer is told its end, even if giving back its slot fails. */
    void end(AnswerEvent last) {
        try {
            release();
        } finally {
            stream.put(last);
        }
    }

    /** Nothing follows: the slot is free, and the version has a user less. */
    void release() {
        active.close();
        slot.run();
    }
}
