package dev.alluvium.serving.openai;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.alluvium.contracts.json.Json;
import dev.alluvium.model.FinishReason;
import dev.alluvium.model.Generation;
import dev.alluvium.model.Token;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Renders one answer, whole or in pieces.
 *
 * @param id unique to the answer
 * @param created when it began, seconds since 1970
 * @param model the version that answers, such as {@code notes@2}
 * @param fingerprint of that version, as {@code system_fingerprint}
 * @param chat whether it answers a conversation or continues a text
 * @param logprobs whether tokens carry their log-probabilities
 */
public record Answer(String id, long created, String model, String fingerprint, boolean chat, boolean logprobs) {

    /** The body of an answer that is not streamed. */
    public ObjectNode whole(Generation generation) {
        ObjectNode choice = Json.mapper().createObjectNode();
        choice.put("index", 0);
        if (chat) {
            choice.putObject("message")
                    .put("role", "assistant")
                    .put("content", generation.text())
                    .putNull("refusal");
        } else {
            choice.put("text", generation.text());
        }
        putLogprobs(choice, generation.tokens());
        choice.put("finish_reason", finish(generation.reason()));
        ObjectNode root = root(chat ? "chat.completion" : "text_completion", choice);
        root.set("usage", usage(generation));
        return root;
    }

    /** The first piece of a streamed conversation: who speaks. */
    public ObjectNode opening() {
        ObjectNode choice = chunkChoice("", List.of(), null);
        if (chat) {
            choice.putObject("delta").put("role", "assistant").put("content", "");
        }
        return chunk(choice);
    }

    /** A piece of text and the tokens that it came from. */
    public ObjectNode piece(String text, List<Token> tokens) {
        return chunk(chunkChoice(text, tokens, null));
    }

    /** The last piece: what was held back, and why it ends. */
    public ObjectNode closing(String rest, FinishReason reason) {
        return chunk(chunkChoice(rest, List.of(), reason));
    }

    /** The usage, as a piece of its own without choices. */
    public ObjectNode usageChunk(Generation generation) {
        ObjectNode root = chunk(null);
        root.set("usage", usage(generation));
        return root;
    }

    private ObjectNode chunkChoice(String text, List<Token> tokens, @Nullable FinishReason reason) {
        ObjectNode choice = Json.mapper().createObjectNode();
        choice.put("index", 0);
        if (chat) {
            ObjectNode delta = choice.putObject("delta");
            if (!text.isEmpty()) {
                delta.put("content", text);
            }
        } else {
            choice.put("text", text);
        }
        putLogprobs(choice, tokens);
        choice.put("finish_reason", reason == null ? null : finish(reason));
        return choice;
    }

    private ObjectNode chunk(@Nullable ObjectNode choice) {
        return root(chat ? "chat.completion.chunk" : "text_completion", choice);
    }

    private ObjectNode root(String object, @Nullable ObjectNode choice) {
        ObjectNode root = Json.mapper().createObjectNode();
        root.put("id", id);
        root.put("object", object);
        root.put("created", created);
        root.put("model", model);
        root.put("system_fingerprint", fingerprint);
        ArrayNode choices = root.putArray("choices");
        if (choice != null) {
            choices.add(choice);
        }
        return root;
    }

    private void putLogprobs(ObjectNode choice, List<Token> tokens) {
        if (!logprobs || tokens.isEmpty()) {
            choice.putNull("logprobs");
        } else if (chat) {
            ArrayNode content = choice.putObject("logprobs").putArray("content");
            tokens.forEach(token -> putToken(content.addObject(), token));
        } else {
            ObjectNode node = choice.putObject("logprobs");
            ArrayNode texts = node.putArray("tokens");
            ArrayNode values = node.putArray("token_logprobs");
            ArrayNode offsets = node.putArray("text_offset");
            int offset = 0;
            for (Token token : tokens) {
                texts.add(token.text());
                values.add(token.logprob());
                offsets.add(offset);
                offset += token.text().length();
            }
            putLikeliest(node, tokens);
        }
    }

    /** By text: of two tokens with the same one the likelier counts. */
    private static void putLikeliest(ObjectNode node, List<Token> tokens) {
        if (tokens.get(0).likeliest().isEmpty()) {
            node.putNull("top_logprobs");
            return;
        }
        ArrayNode all = node.putArray("top_logprobs");
        for (Token token : tokens) {
            ObjectNode likeliest = all.addObject();
            token.likeliest().stream()
                    .filter(likely -> !likeliest.has(likely.text()))
                    .forEach(likely -> likeliest.put(likely.text(), likely.logprob()));
        }
    }

    private static void putToken(ObjectNode node, Token token) {
        put(node, token.text(), token.logprob());
        ArrayNode likeliest = node.putArray("top_logprobs");
        token.likeliest().forEach(likely -> put(likeliest.addObject(), likely.text(), likely.logprob()));
    }

    private static void put(ObjectNode node, String text, double logprob) {
        node.put("token", text);
        node.put("logprob", logprob);
        ArrayNode bytes = node.putArray("bytes");
        for (byte b : text.getBytes(StandardCharsets.UTF_8)) {
            bytes.add(b & 0xff);
        }
    }

    private static ObjectNode usage(Generation generation) {
        ObjectNode usage = Json.mapper().createObjectNode();
        int made = generation.tokens().size();
        usage.put("prompt_tokens", generation.promptTokens());
        usage.put("completion_tokens", made);
        usage.put("total_tokens", generation.promptTokens() + made);
        return usage;
    }

    private static String finish(FinishReason reason) {
        return reason == FinishReason.LENGTH ? "length" : "stop";
    }
}
