package dev.alluvium.evaluator.cases;

import dev.alluvium.contracts.object.Digest;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;

/** Uniform samples of facts that are the same wherever they are drawn. */
final class Sample {
    private Sample() {}

    /** At most {@code most} of the cases, those with the least hash of seed and fact; sorted by fact. */
    static List<FactCase> of(Collection<FactCase> cases, int most, String seed) {
        return cases.stream()
                .sorted(Comparator.comparing(one -> Digest.id(seed, one.fact())))
                .limit(most)
                .sorted(Comparator.comparing(FactCase::fact))
                .toList();
    }
}
