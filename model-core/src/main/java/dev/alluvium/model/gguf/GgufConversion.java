package dev.alluvium.model.gguf;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.alluvium.model.DecoderConfig;
import dev.alluvium.model.ModelException;
import dev.alluvium.model.TensorSpec;
import dev.alluvium.model.tensor.DType;
import dev.alluvium.model.tensor.ShardedSafetensors;
import dev.alluvium.model.tensor.StoredTensor;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A GGUF file as a Hugging Face directory: weights, configuration, tokenizer, template. Everything but the values is
 * checked before anything is written; the values are widened and written some rows at a time.
 */
public final class GgufConversion {
    private static final ObjectMapper JSON = new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);
    private static final String TOKENIZER = "tokenizer.json";

    private final Path from;
    private final Options options;

    public GgufConversion(Path from, Options options) {
        this.from = from;
        this.options = options;
    }

    /**
     * How it is written.
     *
     * @param dtype of all weights; null keeps F32, F16 and BF16 and widens quantised ones to F32
     * @param tokenizer a directory whose tokenizer is taken in place of the file's own
     */
    public record Options(
            @Nullable DType dtype,
            long shardBytes,
            @Nullable Path tokenizer) {}

    /**
     * What was written.
     *
     * @param stored names of the file's types, such as {@code Q4_K}, with the number of their tensors
     */
    public record Result(
            DecoderConfig config, int tensors, long bytes, List<String> files, Map<GgmlType, Integer> stored) {}

    /**
     * Converts into an existing empty directory.
     *
     * @throws ModelException if the file cannot be used, or the disk is full
     */
    public Result write(Path into, ShardedSafetensors.Progress progress) {
        try (GgufFile file = GgufFile.open(from)) {
            GgufConfig reader = new GgufConfig(file);
            DecoderConfig config = reader.read();
            GgufTokenizer tokenizer = new GgufTokenizer(file.metadata(), config.vocabSize());
            SortedMap<String, StoredTensor> tensors = tensors(file, config, reader.architecture());
            long bytes =
                    tensors.values().stream().mapToLong(StoredTensor::bytes).sum();
            requireRoom(into, bytes);
            writeTokenizer(tokenizer, into, config);
            writeConfigs(tokenizer, into, config, tensors);
            List<Path> files = ShardedSafetensors.write(into, tensors, options.shardBytes(), progress);
            return new Result(
                    config,
                    tensors.size(),
                    bytes,
                    files.stream().map(each -> each.getFileName().toString()).toList(),
                    stored(file));
        } catch (IOException | UncheckedIOException e) {
            throw new ModelException(into, reason(e), "cannot be written", "check its permissions and the disk", e);
        }
    }

    private static String reason(Exception e) {
        Throwable cause = e instanceof UncheckedIOException && e.getCause() != null ? e.getCause() : e;
        return String.valueOf(cause.getMessage());
    }

    private static Map<GgmlType, Integer> stored(GgufFile file) {
        Map<GgmlType, Integer> counts = new EnumMap<>(GgmlType.class);
        file.tensors().values().forEach(entry -> counts.merge(entry.type(), 1, Integer::sum));
        return counts;
    }

    private static void requireRoom(Path into, long bytes) throws IOException {
        long room = Files.getFileStore(into).getUsableSpace();
        if (bytes > room) {
            throw new ModelException(
                    into, room + " bytes free", "must have room for " + bytes, "free space, or use --dtype bf16");
        }
    }

    private SortedMap<String, StoredTensor> tensors(
            GgufFile file, DecoderConfig config, GgufArchitecture architecture) {
        SortedMap<String, StoredTensor> tensors = new TreeMap<>();
        SortedMap<String, GgufHeader.Entry> left = new TreeMap<>(file.tensors());
        left.remove(GgufNames.ROPE_FACTORS);
        for (TensorSpec spec : config.tensors()) {
            String name = GgufNames.of(spec.name());
            GgufHeader.Entry entry = file.tensors().get(name);
            if (entry == null || !Arrays.equals(entry.shape(), spec.dimensions())) {
                throw file.fault()
                        .at(name)
                        .damaged(
                                entry == null ? "absent" : Arrays.toString(entry.shape()),
                                "must have the shape " + spec.shape());
            }
            left.remove(name);
            DType dtype =
                    options.dtype() != null ? options.dtype() : entry.type().widened();
            boolean split = architecture.interleaves() && GgufNames.isRotated(spec.name());
            tensors.put(spec.name(), new GgufTensor(file, name, entry, dtype, split ? config.headDim() : 0));
        }
        if (!left.isEmpty()) {
            String first = left.firstKey();
            throw file.fault()
                    .at(first)
                    .refused(
                            Arrays.toString(
                                    Objects.requireNonNull(left.get(first)).shape()),
                            "has no place in a " + config.architecture().className()
                                    + (left.size() == 1 ? "" : ", nor have " + (left.size() - 1) + " more"),
                            "choose a base of an architecture that is supported");
        }
        return tensors;
    }

    private void writeConfigs(
            GgufTokenizer tokenizer, Path into, DecoderConfig config, SortedMap<String, StoredTensor> tensors)
            throws IOException {
        ObjectNode generation = JSON.createObjectNode();
        tokenizer.id("bos").ifPresent(id -> generation.put("bos_token_id", id));
        if (config.eosIds().size() == 1) {
            generation.put("eos_token_id", config.eosIds().get(0));
        } else {
            ArrayNode ends = generation.putArray("eos_token_id");
            config.eosIds().forEach(ends::add);
        }
        tokenizer.id("padding").ifPresent(id -> generation.put("pad_token_id", id));
        ObjectNode json = config.toJson();
        json.setAll(generation);
        json.put("torch_dtype", torchName(tensors));
        Files.write(into.resolve("config.json"), JSON.writeValueAsBytes(json));
        Files.write(into.resolve("generation_config.json"), JSON.writeValueAsBytes(generation));
    }

    /** torch's name of the type that most of the bytes are in. */
    private static String torchName(SortedMap<String, StoredTensor> tensors) {
        Map<DType, Long> bytes = new EnumMap<>(DType.class);
        tensors.values().forEach(tensor -> bytes.merge(tensor.dtype(), tensor.bytes(), Long::sum));
        DType most = bytes.entrySet().stream()
                .max(Map.Entry.comparingByValue())
                .orElseThrow()
                .getKey();
        return switch (most) {
            case F32 -> "float32";
            case F16 -> "float16";
            case BF16 -> "bfloat16";
        };
    }

    private void writeTokenizer(GgufTokenizer tokenizer, Path into, DecoderConfig config) throws IOException {
        for (String role : List.of("bos", "eos", "eot", "eom", "padding", "unknown")) {
            tokenizer.id(role);
        }
        tokenizer.writeConfig(into, config.maxPositions());
        if (options.tokenizer() == null) {
            tokenizer.write(into);
        } else {
            copyTokenizer(options.tokenizer(), tokenizer, into);
        }
    }

    /** The vocabulary must be the file's own; template and roles of the directory come before those of the file. */
    private static void copyTokenizer(Path source, GgufTokenizer tokenizer, Path into) throws IOException {
        Path file = source.resolve(TOKENIZER);
        if (!Files.isRegularFile(file)) {
            throw new ModelException(
                    "--tokenizer",
                    source,
                    "must be a directory with a " + TOKENIZER,
                    "give that of the original model");
        }
        JsonNode vocabulary = JSON.readTree(file.toFile()).at("/model/vocab");
        vocabulary.properties().forEach(entry -> {
            int id = entry.getValue().asInt(-1);
            String here = id < 0 || id >= tokenizer.tokens().size()
                    ? "absent"
                    : tokenizer.tokens().get(id);
            if (!here.equals(entry.getKey())) {
                throw new ModelException(
                        file + "#" + id,
                        entry.getKey(),
                        "must be the token of the GGUF file, " + here,
                        "give the tokenizer of the original model");
            }
        });
        try (Stream<Path> files = Files.list(source)) {
            for (Path each : files.filter(GgufConversion::isTokenizer).toList()) {
                Files.copy(each, into.resolve(each.getFileName()), StandardCopyOption.REPLACE_EXISTING);
            }
        }
    }

    private static boolean isTokenizer(Path file) {
        return file.getFileName()
                .toString()
                .matches("tokenizer.*\\.json|special_tokens_map\\.json|chat_template\\..*|added_tokens\\.json");
    }
}
