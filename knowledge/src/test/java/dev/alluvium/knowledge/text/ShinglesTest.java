package dev.alluvium.knowledge.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.HashSet;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ShinglesTest {
    @Test
    void shouldFoldCaseWidthAndSpace() {
        assertThat(Shingles.set("  The  ＡＸ-200\tpump\n")).isEqualTo(Shingles.set("the ax-200 pump"));
    }

    @Test
    void shouldCutChineseShorterThanEnglish() {
        assertThat(Shingles.of("零件总数")).hasSize(2);
        assertThat(Shingles.of("total")).hasSize(1);
        assertThat(Shingles.of("tota")).isEmpty();
        assertThat(Shingles.of("")).isEmpty();
    }

    @Test
    void shouldAgreeWithJaccardOnSetsOfStrings() {
        Random random = new Random(7);
        for (int i = 0; i < 50; i++) {
            String one = text(random);
            String other = one.substring(0, random.nextInt(one.length())) + text(random);

            assertThat(Shingles.jaccard(one, other)).isCloseTo(slow(one, other), within(1e-12));
        }
    }

    private static double slow(String one, String other) {
        Set<String> union = runs(one);
        Set<String> common = new HashSet<>(union);
        common.retainAll(runs(other));
        union.addAll(runs(other));
        return (double) common.size() / union.size();
    }

    private static Set<String> runs(String text) {
        Set<String> runs = new HashSet<>();
        for (int i = 0; i + Shingles.LETTERS <= text.length(); i++) {
            runs.add(text.substring(i, i + Shingles.LETTERS));
        }
        return runs;
    }

    private static String text(Random random) {
        return random.ints(10 + random.nextInt(90), 'a', 'd')
                .collect(StringBuilder::new, (text, c) -> text.append((char) c), StringBuilder::append)
                .toString();
    }
}
