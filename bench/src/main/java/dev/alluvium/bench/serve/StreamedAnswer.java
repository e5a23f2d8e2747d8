package dev.alluvium.bench.serve;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * How one streamed answer came.
 *
 * @param firstToken nanoseconds from the request to the first piece of text
 * @param gaps nanoseconds between two pieces of text
 * @param tokens made, as the usage says
 * @param problem why it is no whole answer by one version; null if it is
 */
record StreamedAnswer(
        long firstToken,
        List<Long> gaps,
        int tokens,
        @Nullable String problem) {
    static StreamedAnswer failed(String problem) {
        return new StreamedAnswer(0, List.of(), 0, problem);
    }

    /** How many were no whole answer by one version, by why. */
    static Map<String, Long> problems(List<StreamedAnswer> answers) {
        return answers.stream()
                .map(StreamedAnswer::problem)
                .filter(Objects::nonNull)
                .map(Objects::requireNonNull)
                .collect(Collectors.groupingBy(Function.identity(), TreeMap::new, Collectors.counting()));
    }
}
