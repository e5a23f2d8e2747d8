package dev.alluvium.model.text;

import ai.djl.huggingface.tokenizers.HuggingFaceTokenizer;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.alluvium.model.ModelException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The tokenizer of a base, from its {@code tokenizer.json}. Nothing is truncated and nothing is added: what a prompt
 * needs is in its {@link PromptTemplate}. Safe for use by several threads.
 */
public final class Tokenizer implements AutoCloseable {
    private static final Map<String, String> OPTIONS =
            Map.of("addSpecialTokens", "false", "truncation", "false", "padding", "false");

    private final HuggingFaceTokenizer tokenizer;
    private final Map<String, Integer> special;
    private final int size;

    private Tokenizer(HuggingFaceTokenizer tokenizer, Map<String, Integer> special, int vocabulary) {
        this.tokenizer = tokenizer;
        this.size = special.values().stream().mapToInt(id -> id + 1).reduce(vocabulary, Math::max);
        this.special = Collections.unmodifiableMap(special);
    }

    /** Loads a {@code tokenizer.json}, or that of a model directory. */
    public static Tokenizer load(Path path) {
        Path file = Files.isDirectory(path) ? path.resolve("tokenizer.json") : path;
        try {
            JsonNode json = new ObjectMapper().readTree(Files.readString(file));
            int vocabulary = json.path("model").path("vocab").size();
            return new Tokenizer(HuggingFaceTokenizer.newInstance(file, OPTIONS), specialTokens(json), vocabulary);
        } catch (IOException | RuntimeException e) {
            throw new ModelException(
                    file, e.getClass().getSimpleName(), "must be a tokenizer.json", "export the tokenizer again", e);
        }
    }

    private static Map<String, Integer> specialTokens(JsonNode json) {
        Map<String, Integer> special = new LinkedHashMap<>();
        json.path("added_tokens")
                .forEach(token -> special.put(
                        token.path("content").asText(), token.path("id").asInt()));
        return special;
    }

    /** One more than the highest token id. */
    public int size() {
        return size;
    }

    /** The tokens of a text; special tokens written in it are recognised. */
    public long[] encode(String text) {
        return text.isEmpty()
                ? new long[0]
                : tokenizer.encode(text, false, false).getIds();
    }

    /** The text of tokens, special ones left out. */
    public String decode(long... ids) {
        return ids.length == 0 ? "" : tokenizer.decode(ids, true);
    }

    /** The text of tokens, special ones included. */
    public String decodeWithSpecial(long... ids) {
        return ids.length == 0 ? "" : tokenizer.decode(ids, false);
    }

    /** Special and added tokens by their text. */
    public Map<String, Integer> special() {
        return special;
    }

    /** The id of a special token. */
    public int specialId(String token) {
        Integer id = special.get(token);
        if (id == null) {
            throw new ModelException(
                    "tokenizer.json#added_tokens", token, "must be present", "has " + special.keySet());
        }
        return id;
    }

    /** The text with every special token in it broken up, so that content cannot pose as structure. */
    public String escape(String text) {
        String escaped = text;
        for (String token : special.keySet()) {
            if (escaped.contains(token)) {
                escaped = escaped.replace(token, token.charAt(0) + " " + token.substring(1));
            }
        }
        return escaped;
    }

    /** A decoder of one answer token by token. */
    public TokenDecoder stream() {
        return new TokenDecoder(this);
    }

    @Override
    public void close() {
        tokenizer.close();
    }
}
