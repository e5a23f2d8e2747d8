package dev.alluvium.model.tensor;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.alluvium.model.ModelException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The checked header of a safetensors file. The tensors must cover the file's data from end to end, without a hole and
 * without an overlap, as the format demands: https://huggingface.co/docs/safetensors.
 */
record SafetensorsHeader(Map<String, Entry> entries, Map<String, String> metadata) {
    private static final String METADATA = "__metadata__";
    private static final ObjectMapper STRICT = new ObjectMapper().enable(JsonParser.Feature.STRICT_DUPLICATE_DETECTION);

    /** A tensor: bytes {@code begin} to {@code end} of the data. */
    record Entry(DType dtype, long[] shape, long begin, long end) {}

    /** Checks a header against the {@code dataSize} bytes that follow it; {@code path} is named in errors. */
    static SafetensorsHeader parse(Path path, String header, long dataSize) {
        JsonNode root;
        try {
            root = STRICT.readTree(header);
        } catch (JsonProcessingException e) {
            throw broken(path, "header", "is not JSON without duplicate keys");
        }
        Map<String, String> metadata = new LinkedHashMap<>();
        Map<String, Entry> entries = new LinkedHashMap<>();
        root.path(METADATA)
                .properties()
                .forEach(e -> metadata.put(e.getKey(), e.getValue().asText()));
        root.properties().stream()
                .filter(e -> !e.getKey().equals(METADATA))
                .forEach(e -> entries.put(e.getKey(), entry(path + "#" + e.getKey(), e.getValue(), dataSize)));
        requireCover(path, entries, dataSize);
        return new SafetensorsHeader(entries, metadata);
    }

    private static Entry entry(String name, JsonNode node, long dataSize) {
        long begin = node.path("data_offsets").path(0).asLong(-1);
        long end = node.path("data_offsets").path(1).asLong(-1);
        if (begin < 0 || end < begin || end > dataSize) {
            throw broken(
                    name,
                    "bytes " + begin + " to " + end,
                    "lies outside the " + dataSize + " bytes of data present: the file is truncated or damaged");
        }
        DType dtype = dtype(name, node.path("dtype").asText());
        return new Entry(dtype, shape(name, node.path("shape"), (end - begin) / (double) dtype.bytes()), begin, end);
    }

    private static long[] shape(String name, JsonNode node, double elements) {
        long[] shape = new long[node.size()];
        double product = 1;
        boolean whole = node.isArray();
        for (int i = 0; i < shape.length; i++) {
            shape[i] = node.get(i).asLong(-1);
            whole &= shape[i] >= 0;
            product *= shape[i];
        }
        if (!whole || product != elements) {
            throw broken(name, elements + " elements", "does not fit its shape " + node);
        }
        return shape;
    }

    private static DType dtype(String name, String value) {
        return Arrays.stream(DType.values())
                .filter(each -> each.name().equals(value))
                .findFirst()
                .orElseThrow(() -> new ModelException(
                        name, value, "must be F32, F16 or BF16", "convert the checkpoint to one of them"));
    }

    private static void requireCover(Path path, Map<String, Entry> entries, long dataSize) {
        List<Map.Entry<String, Entry>> byPlace = entries.entrySet().stream()
                .sorted(Comparator.comparingLong(
                                (Map.Entry<String, Entry> e) -> e.getValue().begin())
                        .thenComparingLong(e -> e.getValue().end()))
                .toList();
        long covered = 0;
        for (Map.Entry<String, Entry> entry : byPlace) {
            long begin = entry.getValue().begin();
            if (begin != covered) {
                throw broken(
                        path + "#" + entry.getKey(),
                        "bytes from " + begin,
                        begin < covered
                                ? "overlaps the tensor before it, which ends at " + covered
                                : "leaves a hole after byte " + covered);
            }
            covered = entry.getValue().end();
        }
        if (covered != dataSize) {
            throw broken(path, dataSize + " bytes of data", "has tensors for " + covered + " bytes only");
        }
    }

    static ModelException broken(Object path, String value, String rule) {
        return new ModelException(path, value, rule, "copy or download the file again");
    }
}
