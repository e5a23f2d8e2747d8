package dev.alluvium.model;

import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;

/**
 * The decoders this program runs, under transformers' class names. All four are pre-norm decoders with grouped-query
 * attention, rotary positions and a gated MLP; they differ in what each constant states.
 */
public enum Architecture {
    LLAMA("LlamaForCausalLM"),
    /** Biases on the query, key and value projections (Qwen2 technical report, 2024). */
    QWEN2("Qwen2ForCausalLM"),
    /** An RMS norm over each head's query and key before the rotation (Qwen3 technical report, 2025). */
    QWEN3("Qwen3ForCausalLM"),
    /** Attention to the last {@code sliding_window} tokens only (Jiang et al. 2023). */
    MISTRAL("MistralForCausalLM");

    private final String className;

    Architecture(String className) {
        this.className = className;
    }

    /** The name in {@code architectures} of a {@code config.json}. */
    public String className() {
        return className;
    }

    /** The {@code model_type} of a {@code config.json}. */
    public String modelType() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Whether the query, key and value projections add a bias. */
    public boolean qkvBias() {
        return this == QWEN2;
    }

    /** Whether queries and keys are normalised per head. */
    public boolean qkNorm() {
        return this == QWEN3;
    }

    static Architecture of(String path, String name) {
        return Arrays.stream(values())
                .filter(each -> each.className.equals(name))
                .findFirst()
                .orElseThrow(() -> new ModelException(
                        path,
                        name.isEmpty() ? "absent" : name,
                        "must be one of "
                                + Arrays.stream(values())
                                        .map(Architecture::className)
                                        .collect(Collectors.joining(", ")),
                        "choose a base of one of these architectures"));
    }
}
