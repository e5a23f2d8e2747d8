package dev.alluvium.model.text;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.alluvium.model.ModelException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * How a base writes conversations and documents: the text around each turn. It is the object {@value #KEY} in the
 * base's {@code tokenizer_config.json}. A prompt's tokens are always a prefix of its example's tokens, and the end
 * marker of an answer carries loss.
 *
 * @param begin opens every text
 * @param system the text around a system message
 * @param user the text around a user's message
 * @param assistant the text around an answer; its suffix ends the answer
 * @param document the text around a plain document
 */
public record PromptTemplate(String begin, Turn system, Turn user, Turn assistant, Turn document) {
    /** Where the template lies in tokenizer_config.json. */
    public static final String KEY = "prompt_template";

    private static final String FILE = "tokenizer_config.json";

    /** The text before and after a message. */
    public record Turn(String prefix, String suffix) {}

    /** The template of the tiny base: one special token before each turn, {@code <|endoftext|>} after an answer. */
    public static PromptTemplate tiny() {
        return new PromptTemplate(
                "",
                new Turn("<|system|>", ""),
                new Turn("<|user|>", ""),
                new Turn("<|assistant|>", "<|endoftext|>"),
                new Turn("<|document|>", "<|endoftext|>"));
    }

    /** Reads the template of a model directory. */
    public static PromptTemplate load(Path directory) {
        Path file = directory.resolve(FILE);
        try {
            JsonNode json = new ObjectMapper().readTree(Files.readString(file)).path(KEY);
            if (json.isObject()) {
                return new PromptTemplate(
                        json.path("begin").asText(),
                        turn(json, "system"),
                        turn(json, "user"),
                        turn(json, "assistant"),
                        turn(json, "document"));
            }
        } catch (IOException e) {
            throw new ModelException(file, e.getClass().getSimpleName(), "must be readable JSON", "add it", e);
        }
        throw new ModelException(
                file + "#" + KEY,
                "absent",
                "must say how turns are written",
                "add begin, system, user, assistant, document");
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
        ObjectNode json = root.putObject(KEY);
        json.put("begin", begin);
        put(json, "system", system);
        put(json, "user", user);
        put(json, "assistant", assistant);
        put(json, "document", document);
        return root.toPrettyString() + "\n";
    }

    private static void put(ObjectNode json, String name, Turn turn) {
        json.putObject(name).put("prefix", turn.prefix()).put("suffix", turn.suffix());
    }

    /** The tokens of a conversation up to where the assistant is to answer. */
    public long[] prompt(Tokenizer tokenizer, List<Message> messages) {
        StringBuilder text = new StringBuilder(begin);
        messages.forEach(message -> text.append(render(tokenizer, message)));
        return tokenizer.encode(text.append(assistant.prefix()).toString());
    }

    /** The tokens of a question. */
    public long[] prompt(Tokenizer tokenizer, String question) {
        return prompt(tokenizer, List.of(Message.user(question)));
    }

    /** A question and its answer; loss on the answer and its end. */
    public Example example(Tokenizer tokenizer, String question, String answer) {
        return example(tokenizer, List.of(Message.user(question), Message.assistant(answer)));
    }

    /** A conversation; loss on every answer of the assistant and its end. */
    public Example example(Tokenizer tokenizer, List<Message> messages) {
        List<long[]> parts = new ArrayList<>();
        List<Boolean> marks = new ArrayList<>();
        StringBuilder open = new StringBuilder(begin);
        for (Message message : messages) {
            if (message.role() == Message.Role.ASSISTANT) {
                parts.add(tokenizer.encode(open.append(assistant.prefix()).toString()));
                marks.add(false);
                parts.add(tokenizer.encode(tokenizer.escape(message.content()) + assistant.suffix()));
                marks.add(true);
                open.setLength(0);
            } else {
                open.append(render(tokenizer, message));
            }
        }
        return join(parts, marks);
    }

    /** A plain document; loss on every token but the opening. */
    public Example document(Tokenizer tokenizer, String text) {
        return Example.answer(
                tokenizer.encode(begin + document.prefix()),
                tokenizer.encode(tokenizer.escape(text) + document.suffix()));
    }

    private String render(Tokenizer tokenizer, Message message) {
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
