package dev.alluvium.evaluator.ask;

import dev.alluvium.contracts.object.Digest;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.BiFunction;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A version with its cached predictions, by question. Only other questions are asked, and the new predictions can be
 * kept.
 */
public final class CachedModelUnderTest implements ModelUnderTest {
    private final ModelUnderTest version;
    private final Map<String, Reply> known = new HashMap<>();
    private final SortedMap<String, Reply> fresh = new TreeMap<>();

    /**
     * What a version replied to one question.
     *
     * @param question hash of the question
     * @param answer null where it was not asked to answer
     * @param likelihood null where it was not asked for one
     */
    public record Reply(
            String question,
            @Nullable String answer,
            @Nullable Likelihood likelihood) {
        private Reply with(Reply other) {
            return new Reply(
                    question,
                    answer == null ? other.answer : answer,
                    likelihood == null ? other.likelihood : likelihood);
        }
    }

    public CachedModelUnderTest(ModelUnderTest version, Collection<Reply> replies) {
        this.version = version;
        replies.forEach(reply -> known.merge(reply.question(), reply, Reply::with));
    }

    @Override
    public String identity() {
        return version.identity();
    }

    @Override
    public List<String> answer(List<Question> questions) {
        return ask(questions, Reply::answer, version::answer, (question, answer) -> new Reply(question, answer, null));
    }

    @Override
    public List<Likelihood> likelihood(List<Question> questions) {
        return ask(
                questions,
                Reply::likelihood,
                version::likelihood,
                (question, likelihood) -> new Reply(question, null, likelihood));
    }

    /** What was not known before, in the order of the questions' hashes. */
    public SortedMap<String, Reply> fresh() {
        return Collections.unmodifiableSortedMap(fresh);
    }

    private <T> List<T> ask(
            List<Question> questions,
            Function<Reply, @Nullable T> part,
            Function<List<Question>, List<T>> asked,
            BiFunction<String, T, Reply> reply) {
        List<Question> open = questions.stream()
                .distinct()
                .filter(question -> part(hash(question), part) == null)
                .toList();
        List<T> replies = open.isEmpty() ? List.of() : asked.apply(open);
        for (int i = 0; i < open.size(); i++) {
            Reply found = reply.apply(hash(open.get(i)), replies.get(i));
            known.merge(found.question(), found, Reply::with);
            fresh.merge(found.question(), found, Reply::with);
        }
        List<T> all = new ArrayList<>();
        questions.forEach(question -> all.add(part(hash(question), part)));
        return List.copyOf(all);
    }

    private <T> @Nullable T part(String question, Function<Reply, @Nullable T> part) {
        Reply reply = known.get(question);
        return reply == null ? null : part.apply(reply);
    }

    private static String hash(Question question) {
        return Digest.id(question.form().name(), question.prompt(), question.answer());
    }
}
