package dev.alluvium.trainer.plan;

import static org.assertj.core.api.Assertions.assertThat;

import dev.alluvium.model.DecoderConfig;
import dev.alluvium.model.torch.NumericsEnvironment;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class RunResourcesTest {
    private static final NumericsEnvironment MACHINE = new NumericsEnvironment("2.7.1", "amd64/AVX2", 1, "cpu");
    private static final DecoderConfig TINY =
            new DecoderConfig(2048, 128, 352, 4, 4, 2, 32, 1e-5, 10000, 256, true, List.of(0));
    private static final DecoderConfig SMALL =
            new DecoderConfig(8192, 256, 704, 6, 8, 4, 32, 1e-5, 10000, 512, true, List.of(0));
    private static final DecoderConfig BIG =
            new DecoderConfig(32000, 2048, 5632, 22, 32, 4, 64, 1e-5, 10000, 2048, false, List.of(0));

    @Test
    void shouldGiveABaseAsManyThreadsAsItKeepsBusy() {
        assertThat(threads(TINY, null, 8)).isEqualTo(1);
        assertThat(threads(SMALL, null, 8)).isEqualTo(2);
        assertThat(threads(BIG, null, 8)).isEqualTo(8);
    }

    @Test
    void shouldTakeNoMoreThanThereAreCoresAndNoMoreThanSixteen() {
        assertThat(threads(SMALL, null, 1)).isEqualTo(1);
        assertThat(threads(BIG, null, 96)).isEqualTo(16);
    }

    @Test
    void shouldTakeWhatIsAskedFor() {
        assertThat(threads(TINY, 3, 2)).isEqualTo(3);
    }

    private static int threads(DecoderConfig base, @Nullable Integer asked, int cores) {
        return new RunResources(MACHINE, asked, cores, 1).machine(base).threads();
    }
}
