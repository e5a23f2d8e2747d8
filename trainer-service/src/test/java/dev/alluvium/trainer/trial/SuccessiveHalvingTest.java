package dev.alluvium.trainer.trial;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SuccessiveHalvingTest {
    private final List<TrialCandidate> candidates = IntStream.rangeClosed(1, 8)
            .mapToObj(i -> new TrialCandidate(i, 8, 3))
            .toList();

    @TempDir
    private Path directory;

    @Test
    void shouldTryTheBetterHalfOnTwiceAsManyFacts() {
        // Given
        SuccessiveHalving halving = new SuccessiveHalving(candidates.size(), 3);
        List<String> tried = new ArrayList<>();

        // When
        List<TrialResult> ranked = halving.run(candidates, (candidate, rung) -> {
            tried.add(rung + ":" + candidate.learningRate());
            return result(candidate, rung, -Math.abs(candidate.learningRate() - 5));
        });

        // Then
        assertThat(halving.facts(0, 100)).isEqualTo(25);
        assertThat(halving.facts(2, 100)).isEqualTo(100);
        assertThat(tried).hasSize(halving.attempts(8)).hasSize(8 + 4 + 2);
        assertThat(ranked).hasSize(8);
        assertThat(ranked.get(0).candidate().learningRate()).isEqualTo(5);
        assertThat(ranked).extracting(TrialResult::rung).containsExactly(2, 2, 1, 1, 0, 0, 0, 0);
    }

    @Test
    void shouldNeedOneRungForTwoCandidates() {
        assertThat(new SuccessiveHalving(2, 3).rungs()).isEqualTo(1);
        assertThat(new SuccessiveHalving(3, 3).rungs()).isEqualTo(2);
        assertThat(new SuccessiveHalving(100, 3).rungs()).isEqualTo(3);
    }

    @Test
    void shouldNotTryAgainWhatStandsInTheLog() {
        // Given
        Path file = directory.resolve("trial.jsonl");
        TrialCandidate candidate = candidates.get(0);
        new TrialLog(file, "one").of(candidate, 0, (one, rung) -> result(one, rung, 0.5));

        // When
        TrialResult again = new TrialLog(file, "one").of(candidate, 0, (one, rung) -> result(one, rung, 0.9));
        TrialResult other = new TrialLog(file, "two").of(candidate, 0, (one, rung) -> result(one, rung, 0.9));
        TrialResult higher = new TrialLog(file, "one").of(candidate, 1, (one, rung) -> result(one, rung, 0.7));

        // Then
        assertThat(again.uptake()).isEqualTo(0.5);
        assertThat(other.uptake()).isEqualTo(0.9);
        assertThat(higher.uptake()).isEqualTo(0.7);
    }

    @Test
    void shouldTryAllCombinationsOrSoManyDrawnByTheSeed() {
        // Given
        TrialSpace space = new TrialSpace(List.of(1e-4, 1e-3, 1e-2), List.of(8, 16), List.of(3, 6));

        // Then
        assertThat(space.candidates(99, 1)).hasSize(12).doesNotHaveDuplicates();
        assertThat(space.candidates(5, 1))
                .hasSize(5)
                .doesNotHaveDuplicates()
                .isEqualTo(space.candidates(5, 1))
                .isNotEqualTo(space.candidates(5, 2));
        assertThatThrownBy(() -> new TrialSpace(List.of(), List.of(8), List.of(3)))
                .hasMessageContaining("at least one learning rate");
    }

    private static TrialResult result(TrialCandidate candidate, int rung, double uptake) {
        return new TrialResult(candidate, rung, 1, uptake, 0, 1, 1, 1, null);
    }
}
