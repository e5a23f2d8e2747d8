package dev.alluvium.bench;

import dev.alluvium.accumulator.near.NearIndex;
import dev.alluvium.bench.DedupCorpus.Pair;
import dev.alluvium.contracts.dataset.Fingerprint;
import dev.alluvium.knowledge.text.ContentFingerprint;
import dev.alluvium.knowledge.text.Shingles;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.ToLongFunction;

/**
 * Near-duplicates on a generated corpus with known pairs, on one thread: how many repeats are found, how many texts with
 * other words are taken for one, and how fast fingerprints and the index are. The ceiling is one pass that mixes every character
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
        NearIndex<Integer> index = new NearIndex<>();
        for (int i = 0; i < pairs.size(); i++) {
            index.add(i, fingerprint(pairs.get(i).one()));
        }
        int repeats = 0;
        int siblings = 0;
        int different = 0;
        int confused = 0;
        for (int i = 0; i < pairs.size(); i++) {
            Pair pair = pairs.get(i);
            repeats += index.near(fingerprint(pair.repeat())).contains(i) ? 1 : 0;
            if (!pair.other().equals(pair.one())) {
                siblings += pair.siblings() ? 1 : 0;
                different++;
                confused += index.near(fingerprint(pair.other())).isEmpty() ? 0 : 1;
            }
        }
        print("repeats", "%d of %d found", repeats, pairs.size());
        print(
                "others",
                "%d of %d that differ in words (%d in one number) taken for repeats",
                confused,
                different,
                siblings);
    }

    private static void speed(List<Pair> pairs) {
        List<String> texts = pairs.stream().map(Pair::one).toList();
        long bytes = texts.stream()
                .mapToLong(text -> text.getBytes(StandardCharsets.UTF_8).length)
                .sum();
        double signatures = best(texts, text -> fingerprint(text).order());
        double ceiling = best(texts, DedupBench::pass);
        print("fingerprints", "%.0f MB/s of one core (%.1f MB of UTF-8)", bytes / MEGA / signatures, bytes / MEGA);
        print("ceiling", "%.0f MB/s for one pass that mixes every character", bytes / MEGA / ceiling);
    }

    private static void index(List<Pair> pairs) {
        List<Fingerprint> fingerprints = new ArrayList<>();
        pairs.forEach(pair -> {
            fingerprints.add(fingerprint(pair.one()));
            fingerprints.add(fingerprint(pair.other()));
        });
        NearIndex<Integer> index = new NearIndex<>();
        long start = THREADS.getCurrentThreadCpuTime();
        for (int i = 0; i < fingerprints.size(); i++) {
            if (index.near(fingerprints.get(i)).isEmpty()) {
                index.add(i, fingerprints.get(i));
            }
        }
        double seconds = (THREADS.getCurrentThreadCpuTime() - start) / 1e9;
        print(
                "index",
                "%.0f records/s looked up and added, %.0f bytes of table and %d of fingerprint a record",
                fingerprints.size() / seconds,
                (double) index.bytes() / index.size(),
                Fingerprint.BYTES);
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

    private static Fingerprint fingerprint(String text) {
        return ContentFingerprint.of(List.of(text)).orElseThrow();
    }

    private static void print(String what, String format, Object... values) {
        System.out.println("%-14s%s".formatted(what, String.format(Locale.ROOT, format, values)));
    }
}
