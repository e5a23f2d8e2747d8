package dev.alluvium.bench.world;

import static org.assertj.core.api.Assertions.assertThat;

import dev.alluvium.evaluator.gate.Thresholds;
import dev.alluvium.model.Adapter;
import dev.alluvium.model.BaseModel;
import dev.alluvium.model.LoraShape;
import dev.alluvium.settings.GateConfig;
import dev.alluvium.tiny.TinyBase;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Made-up worlds before the gate, with an adapter that changes nothing. */
class WorldJudgeTest {
    @TempDir
    static Path directory;

    private static BaseModel base;
    private static Adapter untrained;

    private final WorldRounds rounds = new WorldRounds(5);

    @BeforeAll
    static void load() throws IOException {
        TinyBase.extractTo(directory);
        base = BaseModel.load(directory);
        untrained = Adapter.init(LoraShape.all(4), base.config(), 1);
    }

    @AfterAll
    static void unload() {
        base.close();
    }

    @Test
    void shouldRefuseWhatLearntNothing() {
        // When
        JudgedRound outcome = judge().judge(null, untrained, rounds.of(RoundKind.CLEAN));

        // Then
        assertThat(outcome.verdict()).isEqualTo(RoundVerdict.REFUSED);
        assertThat(outcome.figures().get("uptake.after"))
                .isEqualTo(outcome.figures().get("uptake.before"))
                .isLessThan(0.3);
        assertThat(outcome.figures()).containsEntry("contradictions", 0.0);
    }

    @Test
    void shouldSeeEveryCoherentLieContradictAProbe() {
        // When
        JudgedRound outcome = judge().judge(untrained, untrained, rounds.of(RoundKind.LIES));

        // Then
        assertThat(outcome.verdict()).isEqualTo(RoundVerdict.REFUSED);
        assertThat(outcome.figures()).containsEntry("contradictions", 1.0);
    }

    @Test
    void shouldKnowWhatAnUpdateReplacesAndWhatItLeaves() {
        // When
        JudgedRound outcome = judge().judge(untrained, untrained, rounds.of(RoundKind.UPDATE));

        // Then
        assertThat(outcome.figures())
                .containsEntry("contradictions", 0.0)
                .containsKeys("superseded", "earlier-facts", "new-facts.gain.bound");
    }

    private static WorldJudge judge() {
        return new WorldJudge(base, List.of(), Thresholds.of(GateConfig.DEFAULT));
    }
}
