package dev.alluvium.model.text;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;

/**
 * A prompt template that is nothing but the text around each turn. It is the object {@value #KEY} in the base's
 * {@code tokenizer_config.json}; the tiny base has one.
 *
 * @param begin opens every text
 * @param system the text around a system message
 * @param user the text around a user's message
 * @param assistant the text around an answer; its suffix ends the answer
 * @param document the text around a plain document
 */
public record TurnTemplate(String begin, Turn system, Turn user, Turn assistant, Turn document)
        implements PromptTemplate {
    /** Where the template lies in tokenizer_config.json. */
    public static final String KEY = "prompt_template";

    /** The text before and after a message. */
    public record Turn(String prefix, String suffix) {}

    /** The template in a {@code tokenizer_config.json}. */
    static TurnTemplate of(JsonNode json) {
        return new TurnTemplate(
                json.path("begin").asText(),
                turn(json, "system"),
                turn(json, "user"),
                turn(json, "assistant"),
                turn(json, "document"));
    }

    private static Turn turn(JsonNode json, String name) {
        JsonNode turn = json.path(name);
        return new Turn(turn.path("prefix").asText(), turn.path("suffix").asText());
    }

    /** The content of a {@code tokenizer_config.json} that carries this template. */
    public String toTokenizerConfig() {
        ObjectNode root = new ObjectMapper().createObjectNode();
        root.put("tokenizer_class", "PreTrainedTokenizerFast");
        root.put("eos_token", assistant.suffix());
        root.set(KEY, json());
        return root.toPrettyString() + "\n";
    }

    private ObjectNode json() {
        ObjectNode json = new ObjectMapper().createObjectNode();
        json.put("begin", begin);
        put(json, "system", system);
        put(json, "user", user);
        put(json, "assistant", assistant);
        put(json, "document", document);
        return json;
    }

    private static void put(ObjectNode json, String name, Turn turn) {
        json.putObject(name).put("prefix", turn.prefix()).put("suffix", turn.suffix());
    }

    @Override
    public long[] prompt(Tokenizer tokenizer, List<ChatMessage> messages) {
        StringBuilder text = new StringBuilder(begin);
        messages.forEach(message -> text.append(render(tokenizer, message)));
        return tokenizer.encode(text.append(assistant.prefix()).toString());
    }

    @Override
    public UserTurn userTurn(Tokenizer tokenizer) {
        return UserTurn.of(tokenizer, tokenizer.encode(begin + user.prefix()), user.suffix() + assistant.prefix());
    }

    @Override
    public long[] opening(Tokenizer tokenizer, String text) {
        return tokenizer.encode(begin + document.prefix() + tokenizer.escape(text));
    }

    @Override
    public List<Example> examples(Tokenizer tokenizer, List<ChatMessage> messages) {
        List<long[]> parts = new ArrayList<>();
        List<Boolean> marks = new ArrayList<>();
        StringBuilder open = new StringBuilder(begin);
        for (ChatMessage message : messages) {
            if (message.isTrained()) {
                parts.add(tokenizer.encode(open.append(assistant.prefix()).toString()));
                marks.add(false);
                parts.add(tokenizer.encode(tokenizer.escape(message.content()) + assistant.suffix()));
                marks.add(true);
                open.setLength(0);
            } else {
                open.append(render(tokenizer, message));
            }
        }
        return parts.isEmpty() ? List.of() : List.of(join(parts, marks));
    }

    @Override
    public Example document(Tokenizer tokenizer, String text) {
        return Example.answer(
                tokenizer.encode(begin + document.prefix()),
                tokenizer.encode(tokenizer.escape(text) + document.suffix()));
    }

    @Override
    public Set<Long> ends(Tokenizer tokenizer) {
        long[] suffix = tokenizer.encode(assistant.suffix());
        return suffix.length == 0 ? Set.of() : Set.of(suffix[0]);
    }

    @Override
    public Thinking thinking() {
        return Thinking.NEVER;
    }

    @Override
    public ThinkPolicy think() {
        return ThinkPolicy.KEEP;
    }

    @Override
    public String source() {
        return "tokenizer_config.json#" + KEY;
    }

    @Override
    public String hash() {
        return TemplateHash.of(json().toString());
    }

    private String render(Tokenizer tokenizer, ChatMessage message) {
        Turn turn = switch (message.role()) {
            case SYSTEM -> system;
            case USER -> user;
            case ASSISTANT -> assistant;
        };
        return turn.prefix() + tokenizer.escape(message.content()) + turn.suffix();
    }

    private static Example join(List<long[]> parts, List<Boolean> marks) {
        int length = parts.stream().mapToInt(part -> part.length).sum();
        long[] ids = new long[length];
        boolean[] target = new boolean[length];
        int at = 0;
        for (int i = 0; i < parts.size(); i++) {
            long[] part = parts.get(i);
            System.arraycopy(part, 0, ids, at, part.length);
            Arrays.fill(target, at, at + part.length, marks.get(i));
            at += part.length;
        }
        return Example.of(ids, target);
    }
}
