package dev.alluvium.bench;

import dev.alluvium.accumulator.near.NearIndex;
import dev.alluvium.accumulator.near.Sketcher;
import dev.alluvium.bench.DedupCorpus.Pair;
import dev.alluvium.contracts.dataset.Sketch;
import dev.alluvium.knowledge.text.Closeness;
import dev.alluvium.knowledge.text.Shingles;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.ToLongFunction;

/**
 * Near-duplicates on a generated corpus with known pairs, on one thread: how many are found, how many of those found are
 * none by exact Jaccard, and how fast signatures and the index are. The ceiling is one pass that mixes every character
 * of the same texts and does nothing else.
 */
public final class DedupBench {
    private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();
    private static final double MEGA = 1e6;
    private static final int REPEATS = 5;

    private DedupBench() {}

    /** Prints the figures of {@code count} pairs. */
    public static void run(int count, long seed) {
        List<Pair> pairs = new DedupCorpus(seed).pairs(count);
        quality(pairs);
        speed(pairs);
        index(pairs);
    }

    private static void quality(List<Pair> pairs) {
        int near = 0;
        int found = 0;
        int right = 0;
        int siblings = 0;
        int confused = 0;
        NearIndex<Integer> index = new NearIndex<>();
        for (int i = 0; i < pairs.size(); i++) {
            index.add(i, sketch(pairs.get(i).one()));
        }
        for (int i = 0; i < pairs.size(); i++) {
            Pair pair = pairs.get(i);
            List<Integer> hits = index.near(sketch(pair.other()));
            if (pair.siblings()) {
                siblings++;
                confused += hits.contains(i) ? 1 : 0;
                continue;
            }
            boolean isNear = Shingles.jaccard(pair.one(), pair.other()) >= Closeness.NEAR;
            near += isNear ? 1 : 0;
            found += hits.size();
            right += isNear && hits.contains(i) ? 1 : 0;
        }
        print("pairs", "%d, of which %d at least %.1f by exact Jaccard", pairs.size() - siblings, near, Closeness.NEAR);
        print("recall", "%.3f", (double) right / near);
        print("precision", "%.3f", (double) right / found);
        print("siblings", "%d that differ by one number, %d taken for duplicates", siblings, confused);
    }

    private static void speed(List<Pair> pairs) {
        List<String> texts = pairs.stream().map(Pair::one).toList();
        long bytes = texts.stream()
                .mapToLong(text -> text.getBytes(StandardCharsets.UTF_8).length)
                .sum();
        double signatures = best(texts, text -> sketch(text).key(0));
        double ceiling = best(texts, DedupBench::pass);
        print("signatures", "%.0f MB/s of one core (%.1f MB of UTF-8)", bytes / MEGA / signatures, bytes / MEGA);
        print("ceiling", "%.0f MB/s for one pass that mixes every character", bytes / MEGA / ceiling);
    }

    private static void index(List<Pair> pairs) {
        List<Sketch> sketches = new ArrayList<>();
        pairs.forEach(pair -> {
            sketches.add(sketch(pair.one()));
            sketches.add(sketch(pair.other()));
        });
        NearIndex<Integer> index = new NearIndex<>();
        long start = THREADS.getCurrentThreadCpuTime();
        for (int i = 0; i < sketches.size(); i++) {
            if (index.near(sketches.get(i)).isEmpty()) {
                index.add(i, sketches.get(i));
            }
        }
        double seconds = (THREADS.getCurrentThreadCpuTime() - start) / 1e9;
        print(
                "index",
                "%.0f records/s looked up and added, %.0f bytes of table and %d of sketch a record",
                sketches.size() / seconds,
                (double) index.bytes() / index.size(),
                Sketch.BYTES);
    }

    /** CPU seconds of the fastest of some passes over all texts. */
    private static double best(List<String> texts, ToLongFunction<String> work) {
        double best = Double.MAX_VALUE;
        long sum = 0;
        for (int i = 0; i < REPEATS; i++) {
            long start = THREADS.getCurrentThreadCpuTime();
            for (String text : texts) {
                sum += work.applyAsLong(text);
            }
            best = Math.min(best, (THREADS.getCurrentThreadCpuTime() - start) / 1e9);
        }
        return sum == 42 ? best + 1e-12 : best;
    }

    private static long pass(String text) {
        long hash = 0;
        for (int i = 0; i < text.length(); i++) {
            hash = Shingles.mix(hash + text.charAt(i));
        }
        return hash;
    }

    private static Sketch sketch(String text) {
        return Optional.of(text).flatMap(Sketcher::sketch).orElseThrow();
    }

    private static void print(String what, String format, Object... values) {
        System.out.println("%-12s%s".formatted(what, String.format(Locale.ROOT, format, values)));
    }
}
