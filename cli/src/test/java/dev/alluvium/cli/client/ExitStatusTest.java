package dev.alluvium.cli.client;

import static org.assertj.core.api.Assertions.assertThat;

import dev.alluvium.knowledge.registry.VersionState;
import dev.alluvium.knowledge.registry.VersionState.Stage;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ExitStatusTest {
    @ParameterizedTest(name = "{0} ends with {1}")
    @CsvSource({"LIVE, 0", "REVIEW, 3", "CANARY, 3", "REJECTED, 1", "ROLLED_BACK, 1"})
    void shouldTellARefusalFromAWait(Stage stage, int expected) {
        assertThat(RoundEndText.exitStatus(decided(stage))).isEqualTo(expected);
    }

    @Test
    void shouldWaitWhereTrainingDoesAndFailWhereARoundIsGivenUp() {
        assertThat(RoundEndText.exitStatus(new RoundFollower.End.NothingNew())).isZero();
        assertThat(RoundEndText.exitStatus(new RoundFollower.End.Held("r000001", "waits")))
                .isEqualTo(ExitStatus.WAITS);
        assertThat(RoundEndText.exitStatus(new RoundFollower.End.GivenUp("r000001")))
                .isEqualTo(ExitStatus.REFUSED);
    }

    @Test
    void shouldTellTheWorstOfSeveralModels() {
        assertThat(ExitStatus.worst(List.of())).isZero();
        assertThat(ExitStatus.worst(List.of(0, 3, 0))).isEqualTo(ExitStatus.WAITS);
        assertThat(ExitStatus.worst(List.of(3, 1, 0))).isEqualTo(ExitStatus.REFUSED);
    }

    private static RoundFollower.End decided(Stage stage) {
        VersionState version = new VersionState(
                1,
                stage,
                "run",
                List.of("r000001"),
                0,
                null,
                null,
                List.of(),
                null,
                null,
                null,
                null,
                false,
                Instant.EPOCH,
                null);
        return new RoundFollower.End.Decided(version, stage == Stage.LIVE);
    }
}
