package dev.alluvium.serving.vllm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.alluvium.serving.state.VersionRefusal;
import dev.alluvium.serving.state.VersionRefusal.Reason;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class ServedVersionCheckTest {
    private static final ServedVersionCheck JUDGEMENT = new ServedVersionCheck(0.05);
    private static final ProbeLogprobs BASE = figures(-3, -4);
    private static final ProbeLogprobs ONE = figures(-1, -2);
    private static final ProbeLogprobs TWO = figures(-1, -2.5);

    @Test
    void shouldAcceptWhatIsWithinTheToleranceOfWhatItShouldBe() {
        assertThat(judge(figures(-1.04, -1.96), ONE, Map.of("the base", BASE, "notes@2", TWO)))
                .isEmpty();
    }

    @Test
    void shouldNameTheVersionThatAnswersInstead() {
        Optional<VersionRefusal> refusal = judge(figures(-1.01, -2.49), ONE, Map.of("the base", BASE, "notes@2", TWO));

        assertThat(refusal).hasValueSatisfying(found -> {
            assertThat(found.reason()).isEqualTo(Reason.OTHER_VERSION);
            assertThat(found.detail()).contains("notes@1", "computes what notes@2 computes");
        });
    }

    @Test
    void shouldNameTheBaseWhereTheAdapterHasNoEffect() {
        assertThat(judge(BASE, null, Map.of("the base", BASE)))
                .hasValueSatisfying(found -> assertThat(found.detail()).contains("computes what the base computes"));
    }

    @Test
    void shouldSayByHowMuchItDiffersWhereItIsNothingKnown() {
        assertThat(judge(figures(-9, -9), ONE, Map.of("the base", BASE))).hasValueSatisfying(found -> {
            assertThat(found.reason()).isEqualTo(Reason.OTHER_VERSION);
            assertThat(found.detail()).contains("8.0000", "0.05");
        });
    }

    @Test
    void shouldProveNothingWhereTheToleranceCannotTellTwoVersionsApart() {
        ProbeLogprobs close = figures(-1, -2.09);

        assertThat(judge(ONE, ONE, Map.of("notes@2", close))).hasValueSatisfying(found -> {
            assertThat(found.reason()).isEqualTo(Reason.INDISTINCT);
            assertThat(found.detail()).contains("notes@2", "vllm.prompts");
        });
    }

    @Test
    void shouldTakeWhatTheFirstServerComputesWhereNothingElseIsKnown() {
        assertThat(judge(ONE, null, Map.of("the base", BASE, "notes@2", TWO))).isEmpty();
    }

    @Test
    void shouldNeverAcceptTwoVersionsForTheSameFigures() {
        // Given figures near to a version that is told apart from another one
        Random random = new Random(7);
        for (int i = 0; i < 2000; i++) {
            ProbeLogprobs one = figures(random.nextDouble(), random.nextDouble());
            ProbeLogprobs other = figures(random.nextDouble(), random.nextDouble());
            ProbeLogprobs seen = figures(random.nextDouble(), random.nextDouble());

            // When it is judged as the one and as the other
            boolean isOne = judge(seen, one, Map.of("other", other)).isEmpty();
            boolean isOther = judge(seen, other, Map.of("one", one)).isEmpty();

            // Then it is at most one of them
            assertThat(isOne && isOther).as("turn " + i).isFalse();
        }
    }

    @Test
    void shouldCountATokenThatIsNotListedAsTheLastThatIs() {
        ProbeLogprobs one = new ProbeLogprobs(List.of(Map.of(1L, -1.0, 2L, -2.0)));
        ProbeLogprobs other = new ProbeLogprobs(List.of(Map.of(1L, -1.0, 3L, -5.0)));

        // |-1 - -1|, |-2 - -5| and |-2 - -5| over three tokens
        assertThat(one.distance(other)).isEqualTo(2.0);
        assertThat(other.distance(one)).isEqualTo(2.0);
    }

    @Test
    void shouldCompareNoFiguresOfOtherPrompts() {
        assertThatThrownBy(() -> BASE.distance(new ProbeLogprobs(List.of(Map.of(7L, -1.0)))))
                .isInstanceOf(IllegalArgumentException.class);
    }

    private static Optional<VersionRefusal> judge(
            ProbeLogprobs seen, @Nullable ProbeLogprobs expected, Map<String, ProbeLogprobs> others) {
        return JUDGEMENT.of("notes@1", seen, expected, others);
    }

    /** One text and one token a figure, so that each difference counts by itself. */
    private static ProbeLogprobs figures(double... logprobs) {
        return new ProbeLogprobs(
                Arrays.stream(logprobs).mapToObj(logprob -> Map.of(7L, logprob)).toList());
    }
}
