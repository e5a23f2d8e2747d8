package dev.alluvium.accumulator.near;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.alluvium.contracts.dataset.Sketch;
import dev.alluvium.contracts.json.Json;
import dev.alluvium.contracts.record.KnowledgeRecord;
import dev.alluvium.knowledge.text.Shingles;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SketcherTest {
    @ParameterizedTest
    @ValueSource(ints = {8, 30, 100, 400})
    void shouldEstimateJaccardWithoutBias(int words) {
        Random random = new Random(words);
        double error = 0;
        double squares = 0;
        int pairs = 200;
        for (int i = 0; i < pairs; i++) {
            String one = text(random, words);
            String other = one.substring(random.nextInt(one.length() / 2)) + text(random, 3);
            double off = sketch(one).similarity(sketch(other)) - Shingles.jaccard(one, other);
            error += off;
            squares += off * off;
        }

        assertThat(error / pairs).isCloseTo(0, within(0.012));
        assertThat(Math.sqrt(squares / pairs)).isLessThan(0.055);
    }

    @Test
    void shouldSurviveJson() {
        Sketch sketch = sketch(text(new Random(1), 40));

        Sketch read = Json.read(Json.bytes(sketch), Sketch.class);

        assertThat(read).isEqualTo(sketch);
        assertThat(read.similarity(sketch)).isEqualTo(1);
    }

    @Test
    void shouldNotSketchWhatIsTooShort() {
        assertThat(Sketcher.sketch("Is it red? Yes.")).isEmpty();
        assertThat(Sketcher.sketch("")).isEmpty();
    }

    @Test
    void shouldSketchEveryFieldOfTheContent() {
        KnowledgeRecord record = KnowledgeRecord.qa("What colour has the housing?", "The housing is painted red.");

        assertThat(Sketcher.text(record)).isEqualTo("What colour has the housing?\nThe housing is painted red.\n");
        assertThat(Sketcher.sketch(record))
                .isEqualTo(Sketcher.sketch(record.withFact("a").withSource("crm")));
    }

    @Test
    void shouldFillEveryBinOfAnyText() {
        assertThat(Sketcher.signature(new long[] {42})).hasSize(Sketch.VALUES);
        assertThat(Sketcher.signature(new long[] {42})).isEqualTo(Sketcher.signature(new long[] {42, 42}));
    }

    private static Sketch sketch(String text) {
        return Sketcher.sketch(text).orElseThrow();
    }

    private static String text(Random random, int words) {
        return IntStream.range(0, words)
                .mapToObj(i -> Integer.toString(random.nextInt(9_000) + 1000, 36) + "x")
                .map(word -> word.replaceAll("\\d", "y"))
                .collect(Collectors.joining(" "));
    }
}
