package dev.alluvium.model;

import dev.alluvium.model.tensor.HostTensor;
import dev.alluvium.model.tensor.SafetensorsFile;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;

/** A checkpoint that transformers wrote, and its logits; {@code tools/parity/checkpoints.py} makes them. */
record ParityCase(Path directory, List<Record> records) {
    /** Tokens and the logits after each of them, [tokens, vocabulary], computed in fp32 and in bf16. */
    record Record(long[] tokens, HostTensor logits, HostTensor bfloat16) {}

    static ParityCase of(String name) {
        Path directory = directory(name);
        try (SafetensorsFile file = SafetensorsFile.open(directory.resolve("expected.safetensors"))) {
            List<Record> records = IntStream.range(0, 3)
                    .mapToObj(i -> new Record(
                            ids(file.read("tokens." + i).data()),
                            file.read("logits." + i),
                            file.read("logits_bf16." + i)))
                    .toList();
            return new ParityCase(directory, records);
        }
    }

    private static long[] ids(float[] values) {
        return IntStream.range(0, values.length)
                .mapToLong(i -> (long) values[i])
                .toArray();
    }

    static Path directory(String name) {
        try {
            return Path.of(Objects.requireNonNull(ParityCase.class.getResource("/parity/" + name), name)
                    .toURI());
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }
}
