package dev.alluvium.serving.openai;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.alluvium.contracts.json.Json;
import dev.alluvium.model.PromptToken;
import dev.alluvium.model.Token;
import dev.alluvium.model.TokenAlternative;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The log-probabilities of a completion as OpenAI lists them: {@code tokens}, {@code token_logprobs}, {@code top_logprobs} and
 * {@code text_offset}, an entry of each for every token. A prompt's token is beside the likeliest in its place, the first has
 * null for both, as with vLLM.
 */
final class TextLogprobs {
    private static final char PART_OF_CHARACTER = '\uFFFD';

    private final ArrayNode tokens = Json.mapper().createArrayNode();
    private final ArrayNode logprobs = Json.mapper().createArrayNode();
    private final ArrayNode likeliest = Json.mapper().createArrayNode();
    private final ArrayNode offsets = Json.mapper().createArrayNode();
    private final int from;
    private int offset;
    private boolean listed;

    /** @param from where the text begins, in characters of the whole */
    TextLogprobs(int from) {
        this.from = from;
        this.offset = from;
    }

    /** A token of the prompt. */
    void add(PromptToken token) {
        offsets.add(offset);
        offset += AnswerRenderer.characters(token.text());
        if (token.logprob().isEmpty()) {
            tokens.add(token.alone());
            logprobs.addNull();
            likeliest.addNull();
        } else {
            logprobs.add(token.logprob().getAsDouble());
            Map<Long, String> names = putLikeliest(token.likeliest());
            String name = names.computeIfAbsent(
                    token.id(), id -> put(id, token.alone(), token.logprob().getAsDouble()));
            tokens.add(name);
        }
    }

    /** The prompt, whose text this was, is over: a tokenizer may have read it with other blanks. */
    void textEnds(String text) {
        offset = from + AnswerRenderer.characters(text);
    }

    /** A token of the answer. */
    void add(Token token) {
        tokens.add(token.text());
        offsets.add(offset);
        offset += AnswerRenderer.characters(token.text());
        logprobs.add(token.logprob());
        putLikeliest(token.likeliest());
    }

    private Map<Long, String> putLikeliest(List<TokenAlternative> all) {
        listed |= !all.isEmpty();
        likeliest.addObject();
        Map<Long, String> names = new HashMap<>();
        all.forEach(likely -> names.put(likely.id(), put(likely.id(), likely.text(), likely.logprob())));
        return names;
    }

    /** By text; by its id, as vLLM writes it, where another token reads the same or the text is part of a character. */
    private String put(long id, String text, double logprob) {
        ObjectNode entry = (ObjectNode) likeliest.get(likeliest.size() - 1);
        String name = text.indexOf(PART_OF_CHARACTER) >= 0 || entry.has(text) ? "token_id:" + id : text;
        entry.put(name, logprob);
        return name;
    }

    ObjectNode toJson() {
        ObjectNode json = Json.mapper().createObjectNode();
        json.set("tokens", tokens);
        json.set("token_logprobs", logprobs);
        json.set("text_offset", offsets);
        json.set("top_logprobs", listed ? likeliest : json.nullNode());
        return json;
    }
}
