package dev.alluvium.tiny.world;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;

class RandomStreamsTest {

    @Test
    void shouldGiveEachSeedAndPurposeAStreamOfItsOwn() {
        Set<Long> firsts = new HashSet<>();
        for (long seed = -50; seed < 50; seed++) {
            firsts.add(RandomStreams.stream(seed, "line").nextLong());
            firsts.add(RandomStreams.stream(seed, "lie").nextLong());
        }

        assertThat(firsts).hasSize(200);
    }

    @Test
    void shouldRepeat() {
        assertThat(RandomStreams.stream(7, "update").nextLong())
                .isEqualTo(RandomStreams.stream(7, "update").nextLong());
    }
}
