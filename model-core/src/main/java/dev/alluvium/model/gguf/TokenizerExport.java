package dev.alluvium.model.gguf;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.alluvium.model.DecoderConfig;
import dev.alluvium.model.ModelException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A base's {@code tokenizer.json}, if it is a byte-level one that llama.cpp knows, as metadata of a GGUF file. */
final class TokenizerExport {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String GGML = "tokenizer.ggml.";
    private static final String REMEDY = "export without --gguf and convert it by llama.cpp's convert_hf_to_gguf.py";
    private static final List<String> ENDS = List.of("eos", "eot", "eom");

    private final Path directory;
    private final JsonNode tokenizer;
    private final JsonNode config;

    private TokenizerExport(Path directory) throws IOException {
        this.directory = directory;
        this.tokenizer = json("tokenizer.json");
        this.config = json("tokenizer_config.json");
    }

    /** @throws ModelException if it is of another kind */
    static void write(GgufWriter out, Path directory, DecoderConfig decoder) throws IOException {
        new TokenizerExport(directory).write(out, decoder);
    }

    private JsonNode json(String name) throws IOException {
        Path file = directory.resolve(name);
        return Files.exists(file) ? JSON.readTree(file.toFile()) : JSON.createObjectNode();
    }

    private void write(GgufWriter out, DecoderConfig decoder) throws IOException {
        JsonNode model = tokenizer.path("model");
        PreTokenizer pre = PreTokenizer.of(tokenizer.path("pre_tokenizer"))
                .filter(each -> model.path("type").asText("BPE").equals("BPE"))
                .filter(each -> model.path("ignore_merges").asBoolean() == each.ignoresMerges())
                .orElseThrow(() -> refused("pre_tokenizer", "must be one of " + PreTokenizer.known()));
        String normalizer = tokenizer.path("normalizer").path("type").asText("");
        if (!normalizer.isEmpty() && !(normalizer.equals("NFC") && pre.composes())) {
            throw refused("normalizer", "is not known to llama.cpp");
        }
        out.put(GGML + "model", "gpt2").put(GGML + "pre", pre.title());
        Map<String, Integer> ids = new HashMap<>();
        tokens(out, decoder.vocabSize(), ids);
        out.put(GGML + "merges", merges(model.path("merges")));
        roles(out, decoder, ids);
        JsonNode single = template(tokenizer.path("post_processor"));
        out.put(GGML + "add_bos_token", single.path(0).has("SpecialToken"));
        out.put(
                GGML + "add_eos_token",
                single.size() > 1 && single.path(single.size() - 1).has("SpecialToken"));
        chatTemplate().ifPresent(text -> out.put("tokenizer.chat_template", text));
    }

    private ModelException refused(String key, String rule) {
        String found = tokenizer.path(key).toString();
        return new ModelException(
                directory.resolve("tokenizer.json") + "#" + key,
                found.length() > 200 ? found.substring(0, 200) + "…" : found,
                rule,
                REMEDY);
    }

    private void tokens(GgufWriter out, int rows, Map<String, Integer> ids) {
        List<String> tokens = new ArrayList<>(Collections.nCopies(rows, ""));
        int[] kinds = new int[rows];
        tokenizer.at("/model/vocab").properties().forEach(entry -> {
            int id = requireRow(entry.getValue().asInt(-1), rows);
            tokens.set(id, entry.getKey());
            kinds[id] = TokenKind.NORMAL.number();
        });
        for (JsonNode added : tokenizer.path("added_tokens")) {
            int id = requireRow(added.path("id").asInt(-1), rows);
            tokens.set(id, added.path("content").asText());
            kinds[id] = (added.path("special").asBoolean() ? TokenKind.CONTROL : TokenKind.USER_DEFINED).number();
        }
        for (int id = 0; id < rows; id++) {
            if (kinds[id] == 0) {
                tokens.set(id, "[PAD" + id + "]");
                kinds[id] = TokenKind.UNUSED.number();
            }
            ids.put(tokens.get(id), id);
        }
        out.put(GGML + "tokens", tokens).put(GGML + "token_type", kinds);
    }

    private int requireRow(int id, int rows) {
        if (id < 0 || id >= rows) {
            throw new ModelException(
                    directory.resolve("tokenizer.json"),
                    "token " + id,
                    "must be one of the " + rows + " rows of the embedding",
                    "take tokenizer.json and config.json of one model");
        }
        return id;
    }

    /** Pairs as one text with a space between, as older files have them, or as lists of two. */
    private static List<String> merges(JsonNode node) {
        List<String> merges = new ArrayList<>();
        for (JsonNode merge : node) {
            merges.add(
                    merge.isArray()
                            ? merge.path(0).asText() + " " + merge.path(1).asText()
                            : merge.asText());
        }
        return merges;
    }

    private void roles(GgufWriter out, DecoderConfig decoder, Map<String, Integer> ids) {
        role("bos_token", ids).ifPresent(id -> out.put(GGML + "bos_token_id", id));
        role("pad_token", ids).ifPresent(id -> out.put(GGML + "padding_token_id", id));
        role("unk_token", ids).ifPresent(id -> out.put(GGML + "unknown_token_id", id));
        List<Integer> ends = new ArrayList<>(decoder.eosIds());
        role("eos_token", ids).ifPresent(id -> {
            ends.remove(id);
            ends.add(0, id);
        });
        for (int i = 0; i < Math.min(ends.size(), ENDS.size()); i++) {
            out.put(GGML + ENDS.get(i) + "_token_id", ends.get(i));
        }
    }

    private Optional<Integer> role(String key, Map<String, Integer> ids) {
        JsonNode token = config.path(key);
        String text = token.isObject() ? token.path("content").asText() : token.asText();
        return Optional.ofNullable(ids.get(text));
    }

    /** The parts of a text as a post-processor puts them together; none where it adds nothing. */
    private static JsonNode template(JsonNode processor) {
        if (processor.path("type").asText().equals("TemplateProcessing")) {
            return processor.path("single");
        }
        for (JsonNode each : processor.path("processors")) {
            if (each.path("type").asText().equals("TemplateProcessing")) {
                return each.path("single");
            }
        }
        return JSON.createArrayNode();
    }

    private Optional<String> chatTemplate() throws IOException {
        Path jinja = directory.resolve("chat_template.jinja");
        if (Files.exists(jinja)) {
            return Optional.of(Files.readString(jinja));
        }
        JsonNode template = config.path("chat_template");
        if (template.isTextual()) {
            return Optional.of(template.asText());
        }
        for (JsonNode each : template) {
            if (each.path("name").asText().equals("default")) {
                return Optional.of(each.path("template").asText());
            }
        }
        return Optional.empty();
    }
}
