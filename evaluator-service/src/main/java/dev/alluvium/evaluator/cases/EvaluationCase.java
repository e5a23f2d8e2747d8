package dev.alluvium.evaluator.cases;

import dev.alluvium.contracts.json.Json;
import dev.alluvium.contracts.object.Digest;
import dev.alluvium.contracts.record.Probe;
import dev.alluvium.contracts.record.ProbeTier;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;

/**
 * The probes of one fact, in all languages, of its best tier alone.
 *
 * @param revision of the fact; the newest of its languages'
 */
public record EvaluationCase(String fact, Instant revision, ProbeTier tier, List<Probe> probes) {
    public EvaluationCase {
        probes = List.copyOf(probes);
    }

    /** The case of some probes, of which only those of the best tier are asked: all trusted ones, {@code most} of others. */
    static EvaluationCase best(String fact, Instant revision, List<Probe> probes, int most) {
        ProbeTier best =
                probes.stream().map(Probe::tier).max(ProbeTier::compareTo).orElseThrow();
        List<Probe> asked = probes.stream()
                .filter(probe -> probe.tier() == best)
                .distinct()
                .limit(best == ProbeTier.TRUSTED ? Integer.MAX_VALUE : most)
                .toList();
        return new EvaluationCase(fact, revision, best, asked);
    }

    /** Changes with the fact's revision and with anything that is asked: scores with equal digests can be compared. */
    public String digest() {
        return Digest.id(Stream.concat(
                        Stream.of(fact, revision.toString()), probes.stream().map(Json::string))
                .toArray(String[]::new));
    }
}
