package dev.alluvium.trainer.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.alluvium.contracts.dataset.ErasedFact;
import dev.alluvium.contracts.dataset.RoundManifest;
import dev.alluvium.contracts.dataset.RoundRecord;
import dev.alluvium.contracts.record.AnswerMatcher;
import dev.alluvium.contracts.record.FactProbes;
import dev.alluvium.contracts.record.Probe;
import dev.alluvium.contracts.record.ProbeTier;
import dev.alluvium.contracts.record.RawPosition;
import dev.alluvium.contracts.record.RecordRef;
import dev.alluvium.settings.GateConfig;
import dev.alluvium.settings.binder.ConfigLoader;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RoundGatheringTest {
    private static final GateConfig GATE = gate("{}");

    @ParameterizedTest(name = "{0} facts, {1} with trusted probes: gathers {2}")
    @CsvSource({
        "1, 1, true",
        "17, 17, true",
        "18, 17, true",
        "18, 18, false",
        "59, 0, true",
        "59, 59, false",
        "60, 0, false",
        "0, 0, false"
    })
    void shouldWaitForWhatTheGateCanJudge(int facts, int probed, boolean gathers) {
        assertThat(RoundGathering.waits(List.of(round("r000001", "max-wait", 0, facts)), probes(probed), GATE)
                        .isPresent())
                .isEqualTo(gathers);
    }

    @Test
    void shouldSayWhatEndsTheWait() {
        assertThat(RoundGathering.waits(List.of(round("r000001", "max-wait", 0, 20)), probes(7), GATE))
                .hasValue(
                        "r000001 gather with the next rounds: needs 60 facts, has 20, or 18 each with a trusted probe,"
                                + " 7 have one; ends at that, or with the next round that push --wait or train cuts");
    }

    @Test
    void shouldTrainTogetherWhatIsEnoughTogether() {
        assertThat(RoundGathering.waits(
                        List.of(round("r000001", "max-wait", 0, 30), round("r000002", "max-wait", 30, 60)),
                        List.of(),
                        GATE))
                .isEmpty();
    }

    @Test
    void shouldCountAFactThatTwoRoundsStateOnce() {
        assertThat(RoundGathering.waits(
                        List.of(round("r000001", "max-wait", 0, 40), round("r000002", "max-wait", 0, 40)),
                        List.of(),
                        GATE))
                .isPresent();
    }

    @Test
    void shouldCountAFactAndItsTranslationOnce() {
        RoundManifest both = manifest("max-wait", 0, 40, i -> i % 2 == 0 ? "f" + i : "f" + (i - 1) + "/zh", List.of());

        assertThat(RoundGathering.waits(List.of(both), List.of(), gate("{ min-facts: 40 }")))
                .isPresent();
        assertThat(RoundGathering.waits(List.of(both), List.of(), gate("{ min-facts: 20 }")))
                .isEmpty();
    }

    @Test
    void shouldKeepNoCommandAndNoErasureWaiting() {
        assertThat(RoundGathering.waits(List.of(round("r000001", "cut", 0, 1)), List.of(), GATE))
                .isEmpty();
        assertThat(RoundGathering.waits(
                        List.of(manifest(
                                "max-wait", 0, 1, i -> "f" + i, List.of(new ErasedFact("gone", Instant.EPOCH)))),
                        List.of(),
                        GATE))
                .isEmpty();
    }

    private static RoundManifest round(String name, String trigger, int from, int to) {
        RoundManifest made = manifest(trigger, from, to, i -> "f" + i, List.of());
        return new RoundManifest(
                made.model(),
                name,
                made.trigger(),
                made.cutAt(),
                made.segments(),
                made.ranges(),
                made.records(),
                made.dropped(),
                made.superseded(),
                made.erased());
    }

    private static RoundManifest manifest(
            String trigger, int from, int to, IntFunction<String> fact, List<ErasedFact> erased) {
        return new RoundManifest(
                "notes",
                "r000001",
                trigger,
                Instant.EPOCH,
                List.of(),
                List.of(),
                IntStream.range(from, to)
                        .mapToObj(i -> new RoundRecord(
                                new RecordRef(
                                        "id" + i, fact.apply(i), Instant.EPOCH, "h" + i, new RawPosition("raw", 0, i)),
                                "s"))
                        .toList(),
                List.of(),
                List.of(),
                erased);
    }

    private static List<FactProbes> probes(int facts) {
        Probe probe = new Probe("What?", AnswerMatcher.CONTAINS, "that", List.of(), ProbeTier.TRUSTED, "en");
        return IntStream.range(0, facts)
                .mapToObj(i -> new FactProbes("notes", "f" + i, List.of(probe), Instant.EPOCH))
                .toList();
    }

    private static GateConfig gate(String yaml) {
        return ConfigLoader.parse("test", yaml, GateConfig.class, Map.of());
    }
}
