package dev.alluvium.model.text;

import dev.alluvium.model.text.TurnTemplate.Turn;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;

/**
 * How a base writes conversations and documents, as tokens. The same template serves training, evaluation and answers.
 *
 * <ul>
 *   <li>A prompt's tokens are always a prefix of its example's tokens.
 *   <li>The marker that ends an answer carries loss.
 *   <li>A special token that the template writes is not added a second time by the tokenizer.
 *   <li>Content cannot pose as structure: special tokens written in it are broken up.
 * </ul>
 */
public sealed interface PromptTemplate permits TurnTemplate, ChatTemplate {
    /**
     * Reads the template of a model directory: a {@code prompt_template} object in {@code tokenizer_config.json}, or the
     * base's chat template, or the Alpaca template if it has none.
     *
     * @throws dev.alluvium.model.ModelException if a file cannot be read, or what it holds is no template
     */
    static PromptTemplate load(Path directory) {
        return TemplateFiles.read(directory);
    }

    /** The template of the tiny base: one special token before each turn, {@code <|endoftext|>} after an answer. */
    static TurnTemplate tiny() {
        return new TurnTemplate(
                "",
                new Turn("<|system|>", ""),
                new Turn("<|user|>", ""),
                new Turn("<|assistant|>", "<|endoftext|>"),
                new Turn("<|document|>", "<|endoftext|>"));
    }

    /** The tokens of a conversation up to where the assistant is to answer. */
    long[] prompt(Tokenizer tokenizer, List<ChatMessage> messages);

    /** The tokens of a question. */
    default long[] prompt(Tokenizer tokenizer, String question) {
        return prompt(tokenizer, List.of(ChatMessage.user(question)));
    }

    /**
     * A user's turn that is open for the model to write.
     *
     * @param tokens up to where the user's words stand
     * @param ends tokens that end the user's words
     * @param stop texts that do, where no token does
     */
    record UserTurn(long[] tokens, Set<Long> ends, List<String> stop) {
        /** Of what the template writes before and after the user's words. */
        static UserTurn of(Tokenizer tokenizer, long[] tokens, String after) {
            long[] end = tokenizer
                    .endOfFirstSpecial(after)
                    .map(to -> tokenizer.encode(after.substring(0, to)))
                    .orElse(new long[0]);
            String stop = after.strip();
            return new UserTurn(
                    tokens,
                    end.length == 0 ? Set.of() : Set.of(end[end.length - 1]),
                    end.length > 0 || stop.isEmpty() ? List.of() : List.of(stop));
        }
    }

    /** The beginning of a conversation in which the model speaks for the user: a base that was taught such asks of itself. */
    UserTurn userTurn(Tokenizer tokenizer);

    /** The tokens of a document's beginning, which the model is to continue. */
    long[] opening(Tokenizer tokenizer, String text);

    /**
     * A conversation as training takes it: loss on every answer of the assistant and its end. One example, or several
     * where the template writes an earlier answer otherwise than it was given, as those do that drop what was thought.
     */
    List<Example> examples(Tokenizer tokenizer, List<ChatMessage> messages);

    /** A question and its answer; loss on the answer and its end. */
    default Example example(Tokenizer tokenizer, String question, String answer) {
        return examples(tokenizer, List.of(ChatMessage.user(question), ChatMessage.assistant(answer)))
                .get(0);
    }

    /** A plain document; loss on every token but the opening. */
    Example document(Tokenizer tokenizer, String text);

    /** The tokens that end an answer. */
    Set<Long> ends(Tokenizer tokenizer);

    /** Whether the base thinks before it answers. */
    Thinking thinking();

    /** What training makes of think blocks. */
    ThinkPolicy think();

    /** Where it was found, for people: a file's place, or what is built in. */
    String source();

    /** Equal for equal templates, 32 hexadecimal digits: two versions with different ones were trained on different text. */
    String hash();
}
