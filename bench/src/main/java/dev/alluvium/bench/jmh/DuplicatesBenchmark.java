package dev.alluvium.bench.jmh;

import dev.alluvium.accumulator.near.NearIndex;
import dev.alluvium.bench.DedupCorpus;
import dev.alluvium.contracts.dataset.Fingerprint;
import dev.alluvium.knowledge.text.ContentFingerprint;
import dev.alluvium.knowledge.text.Shingles;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** One text against an index of 2,000: its fingerprint, the look-up, and beside them the exact Jaccard of one pair. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
public class DuplicatesBenchmark {
    private final List<DedupCorpus.Pair> pairs = new DedupCorpus(1).pairs(2_000);
    private final List<Fingerprint> fingerprints =
            pairs.stream().map(pair -> fingerprint(pair.other())).toList();
    private final NearIndex<Integer> index = indexed(pairs);
    private int next;

    @Benchmark
    public Fingerprint fingerprint() {
        return fingerprint(pairs.get(following()).one());
    }

    @Benchmark
    public List<Integer> lookUp() {
        return index.near(fingerprints.get(following()));
    }

    @Benchmark
    public double exactJaccard() {
        DedupCorpus.Pair pair = pairs.get(following());
        return Shingles.jaccard(pair.one(), pair.other());
    }

    private int following() {
        next = (next + 1) % pairs.size();
        return next;
    }

    private static NearIndex<Integer> indexed(List<DedupCorpus.Pair> pairs) {
        NearIndex<Integer> index = new NearIndex<>();
        for (int i = 0; i < pairs.size(); i++) {
            index.add(i, fingerprint(pairs.get(i).one()));
        }
        return index;
    }

    private static Fingerprint fingerprint(String text) {
        return ContentFingerprint.of(List.of(text)).orElseThrow();
    }
}
