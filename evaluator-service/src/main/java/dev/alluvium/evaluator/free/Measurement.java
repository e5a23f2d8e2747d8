package dev.alluvium.evaluator.free;

import dev.alluvium.evaluator.ask.Likelihood;
import dev.alluvium.evaluator.ask.ModelUnderTest;
import dev.alluvium.evaluator.ask.Question;
import dev.alluvium.evaluator.gate.TextAnswer;
import dev.alluvium.evaluator.gate.TextPair;
import dev.alluvium.evaluator.gate.TextScore;
import dev.alluvium.evaluator.gate.TextScores;
import dev.alluvium.evaluator.text.RougeL;
import dev.alluvium.evaluator.text.SharedWords;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Measures texts: how likely each is in its own place and in its neighbour's, and the words that greedy answers share with
 * it. Whether two texts fit their own places better than each other's is asked of both at once: what makes one of them
 * likely anywhere cancels out.
 */
public final class Measurement {
    /** So many answers are generated: it takes far longer than scoring. */
    private static final int MOST_ANSWERS = 60;

    private Measurement() {}

    /** Both versions on the same texts. */
    public static TextScores of(List<FreeText> texts, ModelUnderTest candidate, ModelUnderTest champion) {
        Side before = Side.of(texts, champion);
        Side after = Side.of(texts, candidate);
        List<TextScore> scores = IntStream.range(0, texts.size())
                .mapToObj(i -> new TextScore(
                        texts.get(i).fact(),
                        texts.get(i).text().getBytes(StandardCharsets.UTF_8).length,
                        before.own.get(i),
                        after.own.get(i)))
                .toList();
        SharedWords words = new SharedWords(texts.stream().map(FreeText::text).toList());
        List<TextPair> pairs = new ArrayList<>();
        for (int i = 0; i + 1 < texts.size(); i += 2) {
            if (!texts.get(i).text().equals(texts.get(i + 1).text())) {
                boolean shared = share(words, texts.get(i), texts.get(i + 1));
                pairs.add(new TextPair(before.fits(i), after.fits(i), shared));
            }
        }
        return new TextScores(texts.size(), scores, pairs, answers(texts, candidate, champion));
    }

    private static boolean share(SharedWords words, FreeText one, FreeText other) {
        double own = words.weight(one.prompt(), one.text()) + words.weight(other.prompt(), other.text());
        double crossed = words.weight(one.prompt(), other.text()) + words.weight(other.prompt(), one.text());
        return own > crossed;
    }

    /**
     * What one version finds.
     *
     * @param own negative log-likelihood of each text in its place
     * @param crossed of each text in its neighbour's place; a last one without neighbour is left out
     */
    private record Side(List<Double> own, List<Double> crossed) {
        static Side of(List<FreeText> texts, ModelUnderTest version) {
            List<Question> questions =
                    new ArrayList<>(texts.stream().map(FreeText::question).toList());
            for (int i = 0; i + 1 < texts.size(); i += 2) {
                questions.add(texts.get(i).with(texts.get(i + 1)));
                questions.add(texts.get(i + 1).with(texts.get(i)));
            }
            List<Double> found =
                    version.likelihood(questions).stream().map(Likelihood::nll).toList();
            return new Side(found.subList(0, texts.size()), found.subList(texts.size(), found.size()));
        }

        boolean fits(int i) {
            return own.get(i) + own.get(i + 1) < crossed.get(i) + crossed.get(i + 1);
        }
    }

    private static List<TextAnswer> answers(List<FreeText> texts, ModelUnderTest candidate, ModelUnderTest champion) {
        List<FreeText> asked = texts.stream()
                .filter(text -> text.form() == Question.Form.ANSWER)
                .limit(MOST_ANSWERS)
                .toList();
        List<Question> questions = asked.stream().map(FreeText::question).toList();
        List<String> before = champion.answer(questions);
        List<String> after = candidate.answer(questions);
        return IntStream.range(0, asked.size())
                .mapToObj(i -> new TextAnswer(
                        asked.get(i).fact(),
                        asked.get(i).prompt(),
                        asked.get(i).text(),
                        before.get(i),
                        after.get(i),
                        RougeL.f1(asked.get(i).text(), before.get(i)),
                        RougeL.f1(asked.get(i).text(), after.get(i))))
                .toList();
    }
}
