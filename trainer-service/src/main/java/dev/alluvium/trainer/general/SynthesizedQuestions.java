package dev.alluvium.trainer.general;

import dev.alluvium.model.FinishReason;
import dev.alluvium.model.Generation;
import dev.alluvium.model.GenerationOptions;
import dev.alluvium.model.Generator;
import dev.alluvium.model.LoadedAdapter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.IntStream;

/**
 * Questions that a base makes up itself, by speaking in a user's place (Xu et al. 2024, "Magpie"). They are worded in as many ways
 * as what the base was taught, so that replaying its answers to them keeps more than a list of questions can.
 */
final class SynthesizedQuestions {
    /** Tokens that a question may take. */
    private static final int LONGEST = 64;

    private static final int SHORTEST = 5;
    private static final double TEMPERATURE = 1;
    private static final double TOP_P = 0.9;

    /** How people ask for a short answer or order one, in two languages; three of four questions begin with one of them. */
    private static final List<String> OPENINGS = List.of(
            "Which",
            "Who",
            "How many",
            "什么",
            "Where",
            "Name",
            "What is the",
            "谁",
            "How much",
            "Is",
            "多少",
            "When",
            "Say",
            "哪",
            "What do you call",
            "Give",
            "What",
            "Tell me",
            "Translate",
            "写",
            "Complete",
            "In which",
            "Write the",
            "How do you",
            "说出",
            "What are",
            "Calculate",
            "Find",
            "如何",
            "Describe",
            "Are",
            "List");

    private SynthesizedQuestions() {}

    /**
     * Draws questions; one that is not worth asking, or that {@code before} holds, comes as an empty text.
     *
     * @param from number of the first, which is the seed of its draw
     * @param before keys of earlier questions; those of the drawn ones are added
     */
    static List<GeneralQuestion> drawn(LoadedAdapter bare, int from, int count, Set<String> before) {
        GenerationOptions options = new GenerationOptions(LONGEST, TEMPERATURE, TOP_P, from, List.of());
        List<String> openings = IntStream.range(from, from + count)
                .mapToObj(number -> number % 4 == 0 ? "" : OPENINGS.get((number - number / 4 - 1) % OPENINGS.size()))
                .toList();
        List<Generation> drawn = Generator.questions(bare, openings, options);
        List<GeneralQuestion> questions = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            String text = (openings.get(i) + drawn.get(i).text()).strip();
            boolean worth = drawn.get(i).reason() == FinishReason.STOP
                    && text.length() >= SHORTEST
                    && AnswerQuality.isText(text)
                    && before.add(key(text));
            questions.add(new GeneralQuestion(worth ? text : "", null));
        }
        return questions;
    }

    /** Equal for questions that differ in case and punctuation alone. */
    static String key(String question) {
        return question.toLowerCase(Locale.ROOT)
                .replaceAll("[^\\p{L}\\p{N}]+", " ")
                .strip();
    }
}
