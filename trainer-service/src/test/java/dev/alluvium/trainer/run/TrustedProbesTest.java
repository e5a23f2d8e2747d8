package dev.alluvium.trainer.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.alluvium.contracts.record.AnswerMatcher;
import dev.alluvium.contracts.record.FactProbes;
import dev.alluvium.contracts.record.Probe;
import dev.alluvium.contracts.record.ProbeTier;
import dev.alluvium.knowledge.facts.TrainingSet;
import dev.alluvium.runtime.store.InMemoryObjectStore;
import dev.alluvium.runtime.store.ObjectStore;
import dev.alluvium.trainer.Records;
import java.time.Instant;
import java.util.List;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class TrustedProbesTest {
    private static final String MODEL = "support";
    private static final TrainingSet SET = new TrainingSet(
            new TreeMap<>(java.util.Map.of("ax", List.of(Records.qa("ax", 0, "How heavy is it?", "3 kg")))),
            new TreeMap<>(java.util.Map.of("bx", List.of(Records.qa("bx", 1, "How wide is it?", "5 cm")))),
            0,
            0);

    private final ObjectStore store = new InMemoryObjectStore();

    @Test
    void shouldKeepWhatIsAskedOfTrainedFactsAndWhatIsAskedElsewhereInTheirWords() {
        // Given
        List<FactProbes> known = List.of(
                probes("ax", "What does it weigh?"),
                probes("cx", "how HEAVY is it"),
                probes("dx", "How wide is it?"),
                probes("ex", "What is its colour?"),
                new FactProbes(MODEL, "bx", List.of(), Instant.EPOCH));

        // When
        var kept = TrustedProbes.read(store, TrustedProbes.keep(store, MODEL, known, SET));

        // Then
        assertThat(kept).containsOnlyKeys("ax", "cx", "dx");
    }

    @Test
    void shouldKeepNothingWhereNothingConcernsTheRun() {
        assertThat(TrustedProbes.keep(store, MODEL, List.of(probes("ex", "What is its colour?")), SET))
                .isNull();
    }

    private static FactProbes probes(String fact, String prompt) {
        return new FactProbes(
                MODEL,
                fact,
                List.of(new Probe(prompt, AnswerMatcher.CONTAINS, "x", List.of(), ProbeTier.TRUSTED, "en")),
                Instant.EPOCH);
    }
}
