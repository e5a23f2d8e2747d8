package dev.alluvium.tiny.world;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class GeneralCorpusTest {
    private final GeneralCorpus corpus = GeneralCorpus.standard();

    @Test
    void shouldHoldOneCombinationOutForEachFactAndLanguage() {
        Set<String> trained = corpus.wordings().stream().map(QaPair::question).collect(Collectors.toSet());

        assertThat(corpus.heldOut()).hasSize(2 * World.general().facts().size());
        assertThat(corpus.heldOut()).noneMatch(probe -> trained.contains(probe.prompt()));
    }

    @Test
    void shouldCoverEveryNameThatLaterRecordsAnswer() {
        Set<String> known = names(World.general());

        for (long seed = 100; seed < 120; seed++) {
            assertThat(known).containsAll(names(World.line(seed, 100)));
        }
    }

    private static Set<String> names(World world) {
        return world.facts().stream()
                .filter(fact ->
                        fact.attribute().equals("designer") || fact.attribute().equals("manager"))
                .flatMap(fact -> Stream.of(fact.value().en().split(" ")))
                .collect(Collectors.toSet());
    }

    @Test
    void shouldCoverEveryCharacterOfLaterRecords() {
        Set<Integer> known = corpus.wordings().stream()
                .flatMap(wording ->
                        (wording.question() + wording.answer()).codePoints().boxed())
                .collect(Collectors.toSet());

        for (long seed = 100; seed < 120; seed++) {
            for (QaPair wording : Wordings.of(World.line(seed, 100), 4, 2, seed)) {
                assertThat((wording.question() + wording.answer()).codePoints().boxed())
                        .isSubsetOf(known);
            }
        }
    }
}
