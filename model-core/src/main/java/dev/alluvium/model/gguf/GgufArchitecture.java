package dev.alluvium.model.gguf;

import dev.alluvium.model.Architecture;
import java.util.Arrays;
import java.util.stream.Collectors;

/** llama.cpp's names of the architectures that run here. */
enum GgufArchitecture {
    /** Llama and Mistral; queries and keys lie in llama.cpp's order. */
    LLAMA("llama", Architecture.LLAMA),
    QWEN2("qwen2", Architecture.QWEN2),
    QWEN3("qwen3", Architecture.QWEN3);

    private final String key;
    private final Architecture architecture;

    GgufArchitecture(String key, Architecture architecture) {
        this.key = key;
        this.architecture = architecture;
    }

    /** The value of {@code general.architecture}, with which the keys of its settings begin. */
    String key() {
        return key;
    }

    /** What it is where nothing else is said. */
    Architecture architecture() {
        return architecture;
    }

    /** Whether llama.cpp rotates neighbours, so that the rows of queries and keys are interleaved. */
    boolean interleaves() {
        return this == LLAMA;
    }

    static GgufArchitecture of(GgufMetadata in) {
        String name = in.text("general.architecture");
        return Arrays.stream(values())
                .filter(each -> each.key.equals(name))
                .findFirst()
                .orElseThrow(() -> in.fault()
                        .at("general.architecture")
                        .refused(
                                name,
                                "must be one of "
                                        + Arrays.stream(values())
                                                .map(GgufArchitecture::key)
                                                .collect(Collectors.joining(", ")),
                                "choose a base of one of these architectures"));
    }

    static GgufArchitecture of(Architecture architecture) {
        return architecture == Architecture.MISTRAL ? LLAMA : valueOf(architecture.name());
    }
}
