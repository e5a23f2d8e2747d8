package dev.alluvium.bench.serve;

import java.util.List;
import java.util.Map;

/**
 * What {@code bench serve} measured.
 *
 * @param decoding the batch alone, without HTTP; prompts are read between
 * @param serving through the endpoint, clients in the same process
 */
public record ServeFigures(int threads, List<Decoding> decoding, List<Serving> serving) {
    /**
     * Answers made together.
     *
     * @param tokensPerCpuSecond of the whole process: on a busy machine this repeats
     * @param gain tokens a second beside those of one row
     */
    public record Decoding(int rows, double tokensPerSecond, double tokensPerCpuSecond, double gain) {}

    /**
     * Streams at the same time.
     *
     * @param failed those that were no whole answer, by why
     * @param firstToken from the request to its first text
     * @param perToken between two pieces of text
     */
    public record Serving(
            int streams,
            int answers,
            Map<String, Long> failed,
            double tokensPerSecond,
            double gain,
            Percentiles firstToken,
            Percentiles perToken) {}
}
