package dev.alluvium.model.gguf;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * How a byte-level vocabulary cuts a text before it merges bytes, under llama.cpp's names of
 * {@code tokenizer.ggml.pre}; as the steps of a {@code tokenizer.json}.
 */
enum PreTokenizer {
    LLAMA3(Set.of("llama-bpe", "llama3", "llama-v3"), List.of(Step.split(words("\\p{N}{1,3}")), Step.bytes(false))),
    QWEN2(Set.of("qwen2", "deepseek-r1-qwen"), List.of(Step.split(words("\\p{N}")), Step.bytes(false))),
    GPT2(Set.of("gpt-2"), List.of(Step.bytes(true))),
    SMOLLM(Set.of("smollm"), List.of(Step.digits(), Step.bytes(true))),
    /** What llama.cpp does for files without a name. */
    DEFAULT(
            Set.of("default"),
            List.of(
                    Step.split("[\\p{P}\\$\\+<=>\\^~\\|]+"),
                    Step.split("'s|'t|'re|'ve|'m|'ll|'d| ?\\p{L}+| ?\\p{N}+| ?[^\\s\\p{L}\\p{N}]+|\\s+(?!\\S)"),
                    Step.split("\\p{N}+"),
                    Step.split("[0-9][0-9][0-9]"),
                    Step.bytes(false)));

    private static final ObjectMapper JSON = new ObjectMapper();

    private final Set<String> names;
    private final List<Step> steps;

    PreTokenizer(Set<String> names, List<Step> steps) {
        this.names = names;
        this.steps = steps;
    }

    /** Llama 3's and Qwen 2's expression, which differ in how many digits stay together. */
    private static String words(String digits) {
        return "(?i:'s|'t|'re|'ve|'m|'ll|'d)|[^\\r\\n\\p{L}\\p{N}]?\\p{L}+|" + digits
                + "| ?[^\\s\\p{L}\\p{N}]+[\\r\\n]*|\\s*[\\r\\n]+|\\s+(?!\\S)|\\s+";
    }

    /** One step of a sequence: its type, and the expression of a split. */
    private record Step(String type, String expression) {
        static Step split(String expression) {
            return new Step("Split", expression);
        }

        static Step digits() {
            return new Step("Digits", "");
        }

        /** Bytes as characters, cut before by GPT-2's expression or not at all. */
        static Step bytes(boolean cut) {
            return new Step("ByteLevel", cut ? "gpt-2" : "");
        }

        ObjectNode json() {
            ObjectNode node = JSON.createObjectNode().put("type", type);
            switch (type) {
                case "Split" -> {
                    node.putObject("pattern").put("Regex", expression);
                    node.put("behavior", "Isolated").put("invert", false);
                }
                case "Digits" -> node.put("individual_digits", true);
                default -> byteLevel(node, !expression.isEmpty());
            }
            return node;
        }

        /** The step that a part of a {@code tokenizer.json} is, if it is one of these. */
        static Optional<Step> of(JsonNode node) {
            return switch (node.path("type").asText()) {
                case "Split" ->
                    node.path("behavior").asText().equals("Isolated")
                                    && !node.path("invert").asBoolean()
                            ? Optional.of(split(node.at("/pattern/Regex").asText()))
                            : Optional.empty();
                case "Digits" -> node.path("individual_digits").asBoolean() ? Optional.of(digits()) : Optional.empty();
                case "ByteLevel" ->
                    node.path("add_prefix_space").asBoolean()
                            ? Optional.empty()
                            : Optional.of(bytes(node.path("use_regex").asBoolean(true)));
                default -> Optional.empty();
            };
        }
    }

    private static void byteLevel(ObjectNode node, boolean cut) {
        node.put("add_prefix_space", false).put("trim_offsets", true).put("use_regex", cut);
    }

    /** The decoder, and the last step of every sequence. */
    static ObjectNode byteLevel() {
        ObjectNode node = JSON.createObjectNode().put("type", "ByteLevel");
        byteLevel(node, true);
        return node;
    }

    /** Its part of a {@code tokenizer.json}. */
    ObjectNode json() {
        if (steps.size() == 1) {
            return steps.get(0).json();
        }
        ObjectNode node = JSON.createObjectNode().put("type", "Sequence");
        ArrayNode list = node.putArray("pretokenizers");
        steps.forEach(step -> list.add(step.json()));
        return node;
    }

    /** Whether a piece that is a token as it stands is taken without merging. */
    boolean ignoresMerges() {
        return this == LLAMA3;
    }

    /** Whether a text begins with the token for its beginning where the file does not say. */
    boolean addsBegin() {
        return this == LLAMA3;
    }

    /** Whether a text is brought into the form NFC first, as Qwen's own tokenizer does. */
    boolean composes() {
        return this == QWEN2;
    }

    /** llama.cpp's first name of it. */
    String title() {
        return switch (this) {
            case LLAMA3 -> "llama-bpe";
            case QWEN2 -> "qwen2";
            case GPT2 -> "gpt-2";
            case SMOLLM -> "smollm";
            case DEFAULT -> "default";
        };
    }

    static Optional<PreTokenizer> named(String name) {
        return Arrays.stream(values()).filter(each -> each.names.contains(name)).findFirst();
    }

    /** That of a {@code tokenizer.json}. */
    static Optional<PreTokenizer> of(JsonNode preTokenizer) {
        List<Step> found = new ArrayList<>();
        boolean sequence = preTokenizer.path("type").asText().equals("Sequence");
        for (JsonNode node : sequence
                ? preTokenizer.path("pretokenizers")
                : JSON.createArrayNode().add(preTokenizer)) {
            Optional<Step> step = Step.of(node);
            if (step.isEmpty()) {
                return Optional.empty();
            }
            found.add(step.get());
        }
        return Arrays.stream(values()).filter(each -> each.steps.equals(found)).findFirst();
    }

    static String known() {
        return Arrays.stream(values()).map(PreTokenizer::title).collect(Collectors.joining(", "));
    }
}
