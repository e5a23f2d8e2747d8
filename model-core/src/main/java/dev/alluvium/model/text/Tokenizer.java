package dev.alluvium.model.text;

import ai.djl.huggingface.tokenizers.HuggingFaceTokenizer;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.alluvium.model.ModelException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The tokenizer of a base, from its {@code tokenizer.json}. Nothing is truncated and nothing is added: what a prompt
 * needs is in its {@link PromptTemplate}. Safe for use by several threads.
 */
public final class Tokenizer implements AutoCloseable {
    private static final Map<String, String> OPTIONS =
            Map.of("addSpecialTokens", "false", "truncation", "false", "padding", "false");

    private static final Pattern MARKUP = Pattern.compile("[<\\[]\\S+[>\\]]");
    private static final String PROBE = "a";

    private final HuggingFaceTokenizer tokenizer;
    private final Map<String, Integer> special;
    private final List<String> structural;
    private final long[] prefix;
    private final long[] before;
    private final String textBefore;
    private final int size;

    private Tokenizer(
            HuggingFaceTokenizer tokenizer, Map<String, Integer> special, List<String> structural, int vocabulary) {
        this.tokenizer = tokenizer;
        this.structural = List.copyOf(structural);
        this.prefix = prefix(tokenizer);
        this.before = tokenizer.encode(PROBE, false, false).getIds();
        this.textBefore = tokenizer.decode(before, false);
        this.size = special.values().stream().mapToInt(id -> id + 1).reduce(vocabulary, Math::max);
        this.special = Collections.unmodifiableMap(special);
    }

    /** Loads a {@code tokenizer.json}, or that of a model directory. */
    public static Tokenizer load(Path path) {
        Path file = Files.isDirectory(path) ? path.resolve("tokenizer.json") : path;
        try {
            JsonNode json = new ObjectMapper().readTree(Files.readString(file));
            int vocabulary = json.path("model").path("vocab").size();
            return new Tokenizer(
                    HuggingFaceTokenizer.newInstance(file, OPTIONS), specialTokens(json), structural(json), vocabulary);
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

    /** Added tokens that mean something to a template: the special ones, and those that look like markup. */
    private static List<String> structural(JsonNode json) {
        List<String> structural = new ArrayList<>();
        json.path("added_tokens").forEach(token -> {
            String text = token.path("content").asText();
            if (token.path("special").asBoolean() || MARKUP.matcher(text).matches()) {
                structural.add(text);
            }
        });
        return structural;
    }

    private static long[] prefix(HuggingFaceTokenizer tokenizer) {
        long[] bare = tokenizer.encode(PROBE, false, false).getIds();
        long[] full = tokenizer.encode(PROBE, true, false).getIds();
        int extra = full.length - bare.length;
        for (int before = 0; before <= extra; before++) {
            if (Arrays.equals(full, before, before + bare.length, bare, 0, bare.length)) {
                return Arrays.copyOf(full, before);
            }
        }
        return new long[0];
    }

    /** What the tokenizer itself would put before a text, such as a token for its beginning; most often nothing. */
    public long[] prefix() {
        return prefix.clone();
    }

    /** Where the first special token in a text ends. */
    Optional<Integer> endOfFirstSpecial(String text) {
        return structural.stream()
                .filter(text::contains)
                .min(Comparator.comparingInt((String token) -> text.indexOf(token))
                        .thenComparing(Comparator.comparingInt(String::length).reversed()))
                .map(token -> text.indexOf(token) + token.length());
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

    /**
     * What one token says, special ones by their name. It is read behind another token: decoders of SentencePiece drop the
     * blank that the first token begins with.
     */
    public String alone(long id) {
        long[] both = Arrays.copyOf(before, before.length + 1);
        both[before.length] = id;
        String text = tokenizer.decode(both, false);
        return text.startsWith(textBefore) ? text.substring(textBefore.length()) : decodeWithSpecial(id);
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
        for (String token : structural) {
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
