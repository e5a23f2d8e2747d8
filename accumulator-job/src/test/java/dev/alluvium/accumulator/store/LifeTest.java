package dev.alluvium.accumulator.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Whole lives of a model with crashes and older savepoints; the seed is the test's name. */
class LifeTest {
    static IntStream seeds() {
        return IntStream.range(0, 60);
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void shouldGiveEveryRecordOneOutcomeAndAtMostOneLiveRound(int seed) {
        Life life = new Life(seed, Life.Crashes.LAST_CHECKPOINT);
        life.run(60);
        life.settle();

        assertThat(life.pending()).isEmpty();
        assertThat(life.liveTwice()).isEmpty();
        assertThat(life.rejectedAndLive()).isEmpty();
        assertThat(life.unaccounted()).isEmpty();
        assertThat(life.announcedTwiceDifferently()).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void shouldTeachNothingTwiceAfterOlderSavepoints(int seed) {
        Life life = new Life(seed, Life.Crashes.ANY_SAVEPOINT);

        life.run(60);
        life.settle();

        assertThat(life.pending()).isEmpty();
        assertThat(life.liveTwice()).isEmpty();
        assertThat(life.rejectedAndLive()).isEmpty();
        assertThat(life.unaccounted()).isEmpty();
        assertThat(life.announcedTwiceDifferently()).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void shouldComeToTheSameRoundsWithAndWithoutCrashes(int seed) {
        Life calm = new Life(seed, Life.Crashes.NONE);
        Life rough = new Life(seed, Life.Crashes.LAST_CHECKPOINT);
        calm.runScript();
        rough.runScript();

        assertThat(rough.manifests()).isEqualTo(calm.manifests());
    }
}
