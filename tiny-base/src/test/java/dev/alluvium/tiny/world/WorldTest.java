package dev.alluvium.tiny.world;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WorldTest {

    @Test
    void shouldBeAFunctionOfTheSeed() {
        assertThat(values(World.line(7, 100))).isEqualTo(values(World.line(7, 100)));
        assertThat(values(World.line(7, 100))).isNotEqualTo(values(World.line(8, 100)));
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 99, -5})
    void shouldMakeLinesOfEnoughFactsAboutUnknownEntities(long seed) {
        World first = World.line(seed, 100);
        World second = World.line(seed, 100, List.of(first));

        assertThat(first.facts()).hasSizeBetween(100, 105);
        assertThat(entities(first)).doesNotContainAnyElementsOf(entities(World.general()));
        assertThat(entities(second)).doesNotContainAnyElementsOf(entities(first));
    }

    @Test
    void shouldGiveEachFactAndLanguageAnIdOfItsOwn() {
        World line = World.line(1, 100);
        Set<String> ids = new HashSet<>();
        for (Fact fact : line.facts()) {
            ids.add(fact.id(Language.EN));
            ids.add(fact.id(Language.ZH));
        }
        assertThat(ids).hasSize(2 * line.facts().size());
    }

    @Test
    void shouldLieAboutEveryFactInBothLanguages() {
        World truth = World.line(3, 100);
        World lies = truth.falsified(4);
        for (int i = 0; i < truth.facts().size(); i++) {
            Fact fact = truth.facts().get(i);
            Fact lie = lies.facts().get(i);
            assertThat(lie.id(Language.EN)).isEqualTo(fact.id(Language.EN));
            assertThat(lie.value().en()).isNotEqualTo(fact.value().en());
            assertThat(lie.value().zh()).isNotEqualTo(fact.value().zh());
        }
    }

    @Test
    void shouldUpdateSomeFactsAndKeepTheRest() {
        World before = World.line(3, 100);
        World update = before.updated(5, 60);
        World after = before.with(update);

        assertThat(update.facts()).hasSize(60);
        assertThat(after.facts()).hasSameSizeAs(before.facts());
        assertThat(before.without(update).facts())
                .hasSize(before.facts().size() - 60)
                .isSubsetOf(after.facts());
        assertThat(values(after)).containsAll(values(update));
    }

    @Test
    void shouldKeepProbesOutOfRecords() {
        World line = World.line(11, 100);
        Set<String> recorded =
                Wordings.of(line, 100, 100, 1).stream().map(QaPair::question).collect(Collectors.toSet());
        for (Language language : Language.values()) {
            for (TemplateUse use : List.of(TemplateUse.PROBE, TemplateUse.NOVEL)) {
                assertThat(Wordings.probes(line, use, language, 100, 1))
                        .isNotEmpty()
                        .noneMatch(probe -> recorded.contains(probe.prompt()));
            }
        }
    }

    @Test
    void shouldWordEachFactAsOftenAsAskedWithoutRepeating() {
        World line = World.line(11, 100);
        List<QaPair> wordings = Wordings.of(line, 4, 2, 1);

        assertThat(wordings).hasSize(6 * line.facts().size());
        assertThat(wordings).doesNotHaveDuplicates();
        assertThat(wordings.stream().map(QaPair::question)).noneMatch(question -> question.contains("{"));
    }

    @Test
    void shouldSpoilAnswersAndNothingElse() {
        List<QaPair> wordings = Wordings.of(World.line(1, 100), 4, 2, 1);

        assertThat(changed(wordings, Corruption.SHUFFLED)).isGreaterThan(0.7);
        assertThat(changed(wordings, Corruption.NOISY)).isBetween(0.1, 0.25);
        assertThat(changed(wordings, Corruption.GARBLED)).isEqualTo(1);
    }

    @Test
    void shouldWriteDocumentsThatStateTheirEntitysValues() {
        World line = World.line(1, 100);
        List<Document> documents = Documents.of(line, 3, 1);

        assertThat(documents).hasSize(3 * line.byEntity().size());
        assertThat(documents).allSatisfy(document -> assertThat(document.text()).contains(document.title()));
    }

    private static double changed(List<QaPair> wordings, Corruption corruption) {
        List<QaPair> spoilt = corruption.apply(wordings, 2);
        int changed = 0;
        for (int i = 0; i < wordings.size(); i++) {
            assertThat(spoilt.get(i).question()).isEqualTo(wordings.get(i).question());
            changed += spoilt.get(i).answer().equals(wordings.get(i).answer()) ? 0 : 1;
        }
        return (double) changed / wordings.size();
    }

    private static Set<String> entities(World world) {
        return world.facts().stream().map(fact -> fact.entity().name()).collect(Collectors.toSet());
    }

    private static List<String> values(World world) {
        return world.facts().stream()
                .map(fact -> fact.id(Language.EN) + "=" + fact.value())
                .toList();
    }
}
