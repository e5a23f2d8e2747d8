package dev.alluvium.serving.openai;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.alluvium.contracts.json.Json;
import dev.alluvium.model.FinishReason;
import dev.alluvium.model.Generation;
import dev.alluvium.model.Token;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Stream;
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
public record AnswerRenderer(
        String id, long created, String model, String fingerprint, boolean chat, boolean logprobs) {
    private static final String CHOICES = "choices";

    /** An answer and the prompt that is told before it. */
    public record Choice(PromptEcho echo, Generation generation) {
        /** An answer alone. */
        public Choice(Generation generation) {
            this(PromptEcho.NONE, generation);
        }
    }

    /** The body of answers that are not streamed, one for each prompt. */
    public ObjectNode whole(List<Choice> choices) {
        ObjectNode root = root(chat ? "chat.completion" : "text_completion");
        choices.forEach(choice -> putChoice(root.withArray(CHOICES), choice));
        root.set("usage", usage(choices.stream().map(Choice::generation).toList()));
        return root;
    }

    private void putChoice(ArrayNode choices, Choice answer) {
        Generation generation = answer.generation();
        ObjectNode choice = Json.mapper().createObjectNode();
        choice.put("index", choices.size());
        if (chat) {
            choice.putObject("message")
                    .put("role", "assistant")
                    .put("content", generation.text())
                    .putNull("refusal");
        } else {
            choice.put("text", answer.echo().text() + generation.text());
        }
        putLogprobs(choice, answer.echo(), told(generation), 0);
        choice.put("finish_reason", finish(generation.reason()));
        choices.add(choice);
    }

    /** The tokens of a completion with the one that ended it, as vLLM lists them: who scores a prompt asks for one token more. */
    private List<Token> told(Generation generation) {
        Token end = generation.endMarker();
        return chat || end == null
                ? generation.tokens()
                : Stream.concat(generation.tokens().stream(), Stream.of(end)).toList();
    }

    /** The first piece of a streamed conversation: who speaks. */
    public ObjectNode opening() {
        ObjectNode choice = chunkChoice("", PromptEcho.NONE, List.of(), 0, null);
        if (chat) {
            choice.putObject("delta").put("role", "assistant").put("content", "");
        }
        return chunk(choice);
    }

    /** The prompt, before the first piece. */
    public ObjectNode echo(PromptEcho echo) {
        return chunk(chunkChoice(echo.text(), echo, List.of(), 0, null));
    }

    /**
     * A token and the text that it completes.
     *
     * @param from where the text begins, in characters of the whole
     */
    public ObjectNode piece(Token token, int from) {
        return chunk(chunkChoice(token.text(), PromptEcho.NONE, List.of(token), from, null));
    }

    /** The last piece: what was held back, and why it ends. */
    public ObjectNode closing(String rest, FinishReason reason) {
        return chunk(chunkChoice(rest, PromptEcho.NONE, List.of(), 0, reason));
    }

    /** The usage, as a piece of its own without choices. */
    public ObjectNode usageChunk(Generation generation) {
        ObjectNode root = root(chunkObject());
        root.putArray(CHOICES);
        root.set("usage", usage(List.of(generation)));
        return root;
    }

    private ObjectNode chunkChoice(
            String text, PromptEcho echo, List<Token> tokens, int from, @Nullable FinishReason reason) {
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
        putLogprobs(choice, echo, tokens, from);
        choice.put("finish_reason", reason == null ? null : finish(reason));
        return choice;
    }

    private ObjectNode chunk(ObjectNode choice) {
        ObjectNode root = root(chunkObject());
        root.putArray(CHOICES).add(choice);
        return root;
    }

    private String chunkObject() {
        return chat ? "chat.completion.chunk" : "text_completion";
    }

    private ObjectNode root(String object) {
        ObjectNode root = Json.mapper().createObjectNode();
        root.put("id", id);
        root.put("object", object);
        root.put("created", created);
        root.put("model", model);
        root.put("system_fingerprint", fingerprint);
        return root;
    }

    private void putLogprobs(ObjectNode choice, PromptEcho echo, List<Token> tokens, int from) {
        if (!logprobs || tokens.isEmpty() && echo.tokens().isEmpty()) {
            choice.putNull("logprobs");
        } else if (chat) {
            ArrayNode content = choice.putObject("logprobs").putArray("content");
            tokens.forEach(token -> putToken(content.addObject(), token));
        } else {
            TextLogprobs told = new TextLogprobs(from);
            echo.tokens().forEach(told::add);
            told.textEnds(echo.text());
            tokens.forEach(told::add);
            choice.set("logprobs", told.toJson());
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

    private static ObjectNode usage(List<Generation> generations) {
        ObjectNode usage = Json.mapper().createObjectNode();
        int read = generations.stream().mapToInt(Generation::promptTokens).sum();
        int made = generations.stream()
                .mapToInt(generation -> generation.tokens().size())
                .sum();
        usage.put("prompt_tokens", read);
        usage.put("completion_tokens", made);
        usage.put("total_tokens", read + made);
        return usage;
    }

    /** Characters of a text as offsets count them: Unicode's, not UTF-16's. */
    public static int characters(String text) {
        return text.codePointCount(0, text.length());
    }

    private static String finish(FinishReason reason) {
        return reason == FinishReason.LENGTH ? "length" : "stop";
    }
}
