package dev.alluvium.model;

import java.util.List;

/** Tiny decoders of every architecture. */
final class Decoders {
    private Decoders() {}

    /** In Mistral a window of three tokens begins at the second layer. */
    static DecoderConfig of(Architecture architecture) {
        return new DecoderConfig(
                architecture,
                RandomCheckpoint.VOCABULARY,
                16,
                24,
                3,
                4,
                2,
                4,
                1e-5,
                10000,
                new RopeScaling.None(),
                architecture == Architecture.MISTRAL ? new SlidingWindow(3, 1) : null,
                256,
                architecture == Architecture.QWEN3,
                List.of(0));
    }
}
