package dev.alluvium.model;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** {@code sliding_window} of Mistral, {@code use_sliding_window} and {@code layer_types} of Qwen. */
final class SlidingWindowJson {
    private static final int USUAL = 4096;
    private static final String FULL = "full_attention";
    private static final String SLIDING = "sliding_attention";

    private SlidingWindowJson() {}

    static @Nullable SlidingWindow read(ConfigReader in, Architecture architecture, int layers) {
        return switch (architecture) {
            case LLAMA -> null;
            case MISTRAL ->
                in.isNull("sliding_window") ? null : new SlidingWindow(in.integer("sliding_window", USUAL), 0);
            case QWEN2, QWEN3 ->
                in.flag("use_sliding_window") && !in.isNull("sliding_window")
                        ? new SlidingWindow(in.integer("sliding_window", USUAL), fromLayer(in, layers))
                        : null;
        };
    }

    private static int fromLayer(ConfigReader in, int layers) {
        if (!in.has("layer_types")) {
            return Math.min(layers, in.integer("max_window_layers", 28));
        }
        List<String> types = in.texts("layer_types");
        int from = types.contains(SLIDING) ? types.indexOf(SLIDING) : types.size();
        boolean ordered = types.size() == layers
                && types.subList(0, from).stream().allMatch(FULL::equals)
                && types.subList(from, layers).stream().allMatch(SLIDING::equals);
        if (!ordered) {
            throw in.fault(
                    "layer_types",
                    types,
                    "must be " + layers + " entries: " + FULL + " first, then " + SLIDING,
                    "choose a base whose layers are so ordered");
        }
        return from;
    }

    static void write(DecoderConfig config, ObjectNode json) {
        SlidingWindow window = config.slidingWindow();
        switch (config.architecture()) {
            case LLAMA -> {}
            case MISTRAL -> json.put("sliding_window", window == null ? null : window.tokens());
            case QWEN2, QWEN3 -> {
                json.put("use_sliding_window", window != null);
                json.put("sliding_window", window == null ? null : window.tokens());
                json.put("max_window_layers", window == null ? config.layers() : window.fromLayer());
            }
        }
    }
}
