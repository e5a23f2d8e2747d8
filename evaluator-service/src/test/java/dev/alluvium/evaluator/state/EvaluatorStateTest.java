package dev.alluvium.evaluator.state;

import static dev.alluvium.evaluator.cases.TestRecords.MODEL;
import static dev.alluvium.evaluator.cases.TestRecords.probe;
import static dev.alluvium.evaluator.cases.TestRecords.trust;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.groups.Tuple.tuple;

import dev.alluvium.contracts.record.FactProbes;
import dev.alluvium.contracts.record.Probe;
import dev.alluvium.contracts.record.ProbeTier;
import dev.alluvium.contracts.registry.RegistryEvent;
import dev.alluvium.knowledge.registry.ModelState;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

class EvaluatorStateTest {
    private static final String KEY = MODEL + "/ax/weight";

    private final EvaluatorState state = new EvaluatorState();

    @Test
    void shouldTakeTheLastProbesOfAFactAsTrusted() {
        // Given
        state.apply(KEY, trust("ax/weight", probe("Weight of the AX?", "9 kg")));

        // When
        state.apply(KEY, trust("ax/weight", probe("Weight of the AX?", "3.2 kg")));

        // Then
        assertThat(state.probes(MODEL).of("ax/weight"))
                .extracting(Probe::expect, Probe::tier)
                .containsExactly(tuple("3.2 kg", ProbeTier.TRUSTED));
        assertThat(state.probes("other").of("ax/weight")).isEmpty();
    }

    @Test
    void shouldForgetProbesThatAreWithdrawn() {
        // Given
        state.apply(KEY, trust("ax/weight", probe("Weight of the AX?", "9 kg")));
        state.apply(MODEL + "/bx/weight", trust("bx/weight", probe("Weight of the BX?", "9 kg")));

        // When
        state.apply(KEY, null);
        state.apply(MODEL + "/bx/weight", new FactProbes(MODEL, "bx/weight", List.of(), Instant.EPOCH));

        // Then
        assertThat(state.probedFacts(MODEL)).isZero();
    }

    @Test
    void shouldWaitForAVersionThatTheTrainerReadOfEarlier() throws Exception {
        // Given
        CompletableFuture<ModelState> waiting = CompletableFuture.supplyAsync(() -> {
            try {
                return state.awaitVersion(MODEL, 0, Duration.ofMinutes(10));
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
        });

        // When
        state.apply(
                RegistryEvent.of("declare", MODEL, "test", "", Instant.EPOCH, new RegistryEvent.ModelDeclared("tiny")));

        // Then
        assertThat(waiting.get().champion()).isZero();
    }

    @Test
    void shouldNotWaitForEver() {
        assertThatThrownBy(() -> state.awaitVersion(MODEL, 3, Duration.ofMillis(5)))
                .hasMessageContaining("no version 3 of notes")
                .hasMessageContaining("is the registry running?");
    }
}
