package dev.alluvium.tiny;

import static org.assertj.core.api.Assertions.assertThat;

import dev.alluvium.model.Batch;
import dev.alluvium.model.Packing;
import dev.alluvium.model.text.Example;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class PretrainingDataTest {
    private static final Packing PACKING = new Packing(2, 8);

    @Test
    void shouldShowEveryExampleOnceBeforeAnyTwice() {
        PretrainingData data = new PretrainingData(examples(8), PACKING, 1);

        for (int round = 0; round < 3; round++) {
            int tokens = data.next().usedTokens() + data.next().usedTokens();
            assertThat(tokens).isEqualTo(32);
        }
    }

    @Test
    void shouldDependOnTheSeedAlone() {
        PretrainingData first = new PretrainingData(examples(9), PACKING, 5);
        PretrainingData second = new PretrainingData(examples(9), PACKING, 5);

        for (int i = 0; i < 10; i++) {
            Batch batch = first.next();
            assertThat(second.next()).usingRecursiveComparison().isEqualTo(batch);
        }
    }

    private static List<Example> examples(int count) {
        return IntStream.range(0, count)
                .mapToObj(
                        i -> Example.plain(LongStream.range(4L * i, 4L * i + 4).toArray()))
                .toList();
    }
}
