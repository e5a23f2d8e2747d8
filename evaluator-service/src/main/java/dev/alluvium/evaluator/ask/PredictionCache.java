package dev.alluvium.evaluator.ask;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/**
 * Caches the predictions of versions, the least recently used forgotten first: a champion is asked the same questions
 * in every evaluation until it is replaced. Safe for threads.
 */
public final class PredictionCache {
    private final int capacity;
    private final Map<Key<?>, Object> remembered = new LinkedHashMap<>(16, 0.75f, true);

    /** For up to {@code capacity} answers and likelihoods. */
    public PredictionCache(int capacity) {
        this.capacity = capacity;
    }

    private record Key<T>(Class<T> type, String identity, Question question) {}

    /** The same version, asked only what it was not asked before. */
    public ModelUnderTest of(ModelUnderTest version) {
        return new ModelUnderTest() {
            @Override
            public String identity() {
                return version.identity();
            }

            @Override
            public List<String> answer(List<Question> questions) {
                return ask(String.class, version.identity(), questions, version::answer);
            }

            @Override
            public List<Likelihood> likelihood(List<Question> questions) {
                return ask(Likelihood.class, version.identity(), questions, version::likelihood);
            }
        };
    }

    private <T> List<T> ask(
            Class<T> type, String identity, List<Question> questions, Function<List<Question>, List<T>> asked) {
        Map<Question, T> answers = known(type, identity, questions);
        List<Question> open = questions.stream()
                .filter(question -> !answers.containsKey(question))
                .distinct()
                .toList();
        List<T> fresh = open.isEmpty() ? List.of() : asked.apply(open);
        for (int i = 0; i < open.size(); i++) {
            answers.put(open.get(i), fresh.get(i));
        }
        remember(type, identity, open, fresh);
        List<T> all = new ArrayList<>();
        questions.forEach(question -> all.add(answers.get(question)));
        return List.copyOf(all);
    }

    private synchronized <T> Map<Question, T> known(Class<T> type, String identity, List<Question> questions) {
        Map<Question, T> known = new LinkedHashMap<>();
        for (Question question : questions) {
            Object value = remembered.get(new Key<>(type, identity, question));
            if (value != null) {
                known.put(question, type.cast(value));
            }
        }
        return known;
    }

    private synchronized <T> void remember(Class<T> type, String identity, List<Question> questions, List<T> values) {
        for (int i = 0; i < questions.size(); i++) {
            remembered.put(new Key<>(type, identity, questions.get(i)), values.get(i));
        }
        while (remembered.size() > capacity) {
            remembered.remove(remembered.keySet().iterator().next());
        }
    }
}
