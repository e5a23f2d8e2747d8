package dev.alluvium.model.gguf;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * The tokenizer of a file with a byte-level vocabulary, as {@code tokenizer.json} and {@code tokenizer_config.json}. A
 * kind that is not known is refused: cut in another way, a text would have other tokens than in training.
 */
final class GgufTokenizer {
    private static final String GGML = "tokenizer.ggml.";
    private static final String TEMPLATE = "tokenizer.chat_template";
    private static final String OWN = "give the tokenizer of the original model by --tokenizer DIR";
    private static final ObjectMapper JSON = new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);
    private static final Map<String, String> ROLES = new TreeMap<>(Map.of(
            "bos_token", "bos_token_id",
            "eos_token", "eos_token_id",
            "pad_token", "padding_token_id",
            "unk_token", "unknown_token_id"));

    private final GgufMetadata in;
    private final List<String> tokens;

    /** @param rows how many tokens the embedding has */
    GgufTokenizer(GgufMetadata in, int rows) {
        this.in = in;
        this.tokens = in.texts(GGML + "tokens");
        if (tokens.isEmpty() || tokens.size() > rows) {
            throw in.fault()
                    .at(GGML + "tokens")
                    .damaged(tokens.size() + " tokens", "must be 1 to " + rows + ", the rows of the embedding");
        }
    }

    List<String> tokens() {
        return tokens;
    }

    /** The token of a role such as {@code bos}. */
    Optional<Integer> id(String role) {
        String key = GGML + role + "_token_id";
        Optional<Integer> id = in.integerIfAny(key);
        if (id.isPresent() && id.get() >= tokens.size()) {
            throw in.fault().at(key).damaged(id.get(), "must be one of the " + tokens.size() + " tokens");
        }
        return id;
    }

    /** What a tokenizer that is given in place of this may have of its own. */
    void writeConfig(Path directory, int positions) throws IOException {
        ObjectNode root = JSON.createObjectNode().put("tokenizer_class", "PreTrainedTokenizerFast");
        ROLES.forEach((role, key) ->
                id(key.substring(0, key.indexOf("_token_id"))).ifPresent(id -> root.put(role, tokens.get(id))));
        root.put("clean_up_tokenization_spaces", false).put("model_max_length", positions);
        template(root);
        Files.write(directory.resolve("tokenizer_config.json"), JSON.writeValueAsBytes(root));
    }

    /** One template, or a list where there are named ones beside it. */
    private void template(ObjectNode root) {
        Map<String, String> named = new LinkedHashMap<>();
        if (in.has(TEMPLATE)) {
            named.put("default", in.text(TEMPLATE));
        }
        in.values().keySet().stream()
                .filter(key -> key.startsWith(TEMPLATE + "."))
                .sorted()
                .forEach(key -> named.put(key.substring(TEMPLATE.length() + 1), in.text(key)));
        if (named.size() == 1 && named.containsKey("default")) {
            root.put("chat_template", named.get("default"));
        } else if (!named.isEmpty()) {
            ArrayNode list = root.putArray("chat_template");
            named.forEach((name, text) -> list.addObject().put("name", name).put("template", text));
        }
    }

    /** Writes {@code tokenizer.json}. */
    void write(Path directory) throws IOException {
        ObjectNode tokenizer = json();
        Files.write(directory.resolve("tokenizer.json"), JSON.writeValueAsBytes(tokenizer));
    }

    private ObjectNode json() {
        String model = in.text(GGML + "model");
        if (!model.equals("gpt2")) {
            throw in.fault().at(GGML + "model").refused(model, "must be gpt2, a byte-level vocabulary", OWN);
        }
        String name = in.text(GGML + "pre", "default");
        PreTokenizer pre = PreTokenizer.named(name)
                .orElseThrow(
                        () -> in.fault().at(GGML + "pre").refused(name, "must be one of " + PreTokenizer.known(), OWN));
        ObjectNode root = JSON.createObjectNode().put("version", "1.0");
        root.putNull("truncation");
        root.putNull("padding");
        TokenKind[] kinds = kinds();
        root.set("added_tokens", added(kinds));
        if (pre.composes()) {
            root.putObject("normalizer").put("type", "NFC");
        } else {
            root.putNull("normalizer");
        }
        root.set("pre_tokenizer", pre.json());
        root.set("post_processor", ends(pre));
        root.set("decoder", PreTokenizer.byteLevel());
        root.set("model", model(pre, kinds));
        return root;
    }

    /** Where a file does not say, tokens with a role are control tokens. */
    private TokenKind[] kinds() {
        TokenKind[] kinds = new TokenKind[tokens.size()];
        String key = GGML + "token_type";
        if (!in.has(key)) {
            java.util.Arrays.fill(kinds, TokenKind.NORMAL);
            roles().forEach(id -> kinds[id] = TokenKind.CONTROL);
            return kinds;
        }
        double[] numbers = in.numbers(key);
        if (numbers.length != kinds.length) {
            throw in.fault().at(key).damaged(numbers.length + " kinds", "must be one for each of " + kinds.length);
        }
        for (int i = 0; i < kinds.length; i++) {
            kinds[i] = TokenKind.of(numbers[i], in.fault().at(key));
        }
        return kinds;
    }

    private SortedSet<Integer> roles() {
        SortedSet<Integer> roles = new TreeSet<>();
        List.of("bos", "eos", "eot", "eom", "padding", "unknown").forEach(role -> id(role).ifPresent(roles::add));
        return roles;
    }

    private ArrayNode added(TokenKind[] kinds) {
        ArrayNode added = JSON.createArrayNode();
        for (int id = 0; id < kinds.length; id++) {
            if (kinds[id] == TokenKind.CONTROL || kinds[id] == TokenKind.USER_DEFINED) {
                added.addObject()
                        .put("id", id)
                        .put("content", tokens.get(id))
                        .put("single_word", false)
                        .put("lstrip", false)
                        .put("rstrip", false)
                        .put("normalized", false)
                        .put("special", kinds[id] == TokenKind.CONTROL);
            }
        }
        return added;
    }

    private ObjectNode ends(PreTokenizer pre) {
        Optional<Integer> begin =
                in.flag(GGML + "add_bos_token", pre.addsBegin()) ? id("bos") : Optional.<Integer>empty();
        Optional<Integer> end = in.flag(GGML + "add_eos_token", false) ? id("eos") : Optional.<Integer>empty();
        if (begin.isEmpty() && end.isEmpty()) {
            return PreTokenizer.byteLevel();
        }
        ObjectNode node = JSON.createObjectNode().put("type", "TemplateProcessing");
        for (String text : List.of("A", "B")) {
            ArrayNode parts = node.withArray(text.equals("A") ? "single" : "pair");
            if (text.equals("B")) {
                parts.addAll((ArrayNode) node.withArray("single").deepCopy());
            }
            int type = text.equals("A") ? 0 : 1;
            begin.ifPresent(id -> special(parts, id, type));
            parts.addObject().putObject("Sequence").put("id", text).put("type_id", type);
            end.ifPresent(id -> special(parts, id, type));
        }
        ObjectNode special = node.putObject("special_tokens");
        for (Optional<Integer> each : List.of(begin, end)) {
            each.ifPresent(id -> {
                ObjectNode token = special.putObject(tokens.get(id)).put("id", tokens.get(id));
                token.putArray("ids").add(id);
                token.putArray("tokens").add(tokens.get(id));
            });
        }
        return node;
    }

    private void special(ArrayNode parts, int id, int type) {
        parts.addObject().putObject("SpecialToken").put("id", tokens.get(id)).put("type_id", type);
    }

    private ObjectNode model(PreTokenizer pre, TokenKind[] kinds) {
        ObjectNode model = JSON.createObjectNode().put("type", "BPE");
        model.putNull("dropout");
        model.putNull("unk_token");
        model.putNull("continuing_subword_prefix");
        model.putNull("end_of_word_suffix");
        model.put("fuse_unk", false).put("byte_fallback", false).put("ignore_merges", pre.ignoresMerges());
        ObjectNode vocabulary = model.putObject("vocab");
        int used = kinds.length;
        while (used > 0 && kinds[used - 1] == TokenKind.UNUSED) {
            used--;
        }
        for (int id = 0; id < used; id++) {
            if (vocabulary.has(tokens.get(id))) {
                throw in.fault()
                        .at(GGML + "tokens")
                        .damaged(
                                "token " + id + " as token " + vocabulary.get(tokens.get(id)),
                                "must not be there a second time");
            }
            vocabulary.put(tokens.get(id), id);
        }
        model.set("merges", merges(vocabulary));
        return model;
    }

    private ArrayNode merges(ObjectNode vocabulary) {
        ArrayNode merges = JSON.createArrayNode();
        String key = GGML + "merges";
        List<String> pairs = new ArrayList<>(in.texts(key));
        for (int i = 0; i < pairs.size(); i++) {
            String pair = pairs.get(i);
            int space = pair.indexOf(' ', 1);
            boolean known = space > 0
                    && vocabulary.has(pair.substring(0, space))
                    && vocabulary.has(pair.substring(space + 1))
                    && vocabulary.has(pair.substring(0, space) + pair.substring(space + 1));
            if (!known) {
                throw in.fault()
                        .at(key)
                        .damaged("entry " + i, "must be two tokens and a space between, and a token when put together");
            }
            merges.add(pair);
        }
        return merges;
    }
}
