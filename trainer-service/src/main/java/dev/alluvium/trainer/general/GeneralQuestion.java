package dev.alluvium.trainer.general;

import dev.alluvium.knowledge.wording.GeneralAnswer;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A general question, which a base is to answer itself.
 *
 * @param known what a right answer contains, in several forms with {@code |} between them; null where there is no one right
 *     answer
 */
public record GeneralQuestion(String text, @Nullable String known) {
    private static final Pattern BETWEEN_WORDS = Pattern.compile("[^\\p{L}\\p{N}]+");

    /**
     * Whether an answer states what is known, as whole words. A wrong one is worth neither to be kept nor to be replayed; of a
     * question without one right answer none is wrong.
     */
    boolean isRight(String answer) {
        return known == null || GeneralAnswer.alternatives(known).stream().anyMatch(value -> states(answer, value));
    }

    private static boolean states(String answer, String value) {
        boolean spaced = value.codePoints().noneMatch(Character::isIdeographic);
        return spaced ? words(answer).contains(words(value)) : answer.contains(value);
    }

    private static String words(String text) {
        return " "
                + BETWEEN_WORDS
                        .matcher(text.toLowerCase(Locale.ROOT))
                        .replaceAll(" ")
                        .strip() + " ";
    }
}
