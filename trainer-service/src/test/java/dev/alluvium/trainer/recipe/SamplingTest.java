package dev.alluvium.trainer.recipe;

import static dev.alluvium.trainer.Records.clean;
import static org.assertj.core.api.Assertions.assertThat;

import dev.alluvium.contracts.record.CleanRecord;
import dev.alluvium.contracts.record.KnowledgeRecord;
import dev.alluvium.model.BaseModel;
import dev.alluvium.settings.SamplingConfig;
import dev.alluvium.trainer.RandomBase;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SamplingTest {
    private static final SamplingConfig BY_DEPARTMENT =
            new SamplingConfig("department", Map.of("sales", 2.0, "hr", 0.5), 1);

    @TempDir
    private static Path directory;

    private static BaseModel base;

    @BeforeAll
    static void load() {
        base = BaseModel.load(RandomBase.write(directory.resolve("base"), 1));
    }

    @AfterAll
    static void close() {
        base.close();
    }

    @Test
    void shouldTrainFactsAsOftenAsTheirAttributeSays() {
        // Given
        List<CleanRecord> round = IntStream.range(0, 60)
                .mapToObj(i -> record("fact" + i, List.of("sales", "hr", "it").get(i % 3)))
                .toList();
        TrainingSettings settings =
                Recipes.with(Recipes.with(Recipes.SETTINGS, 20, 1, 1000, 1e-2), Recipes.sampling(BY_DEPARTMENT));

        // When
        Curriculum curriculum = Curriculum.of(Recipes.input(base, round, ReplayPool.none(), settings));

        // Then
        assertThat(times(curriculum, 1, "sales")).isEqualTo(40);
        assertThat(times(curriculum, 1, "it")).isEqualTo(20);
        assertThat(IntStream.range(1, 20)
                        .mapToLong(epoch -> times(curriculum, epoch, "hr"))
                        .average()
                        .orElseThrow())
                .isBetween(8.0, 12.0);
        assertThat(times(curriculum, 0, "hr"))
                .as("no fact is left out of a run")
                .isEqualTo(20);
        assertThat(curriculum.plan().own()).isEqualTo(70);
    }

    @Test
    void shouldReadSourceAndLanguageAsAttributes() {
        // Given
        SamplingConfig bySource = new SamplingConfig("source", Map.of("crm", 3.0), 0.5);

        // Then
        assertThat(SamplingWeights.of(List.of(record("a", "sales")), bySource)).isEqualTo(3);
        assertThat(SamplingWeights.of(List.of(record("a", "sales")), new SamplingConfig("team", Map.of("x", 2.0), 0.5)))
                .isEqualTo(0.5);
        assertThat(SamplingWeights.of(List.of(record("a", "sales")), null)).isEqualTo(1);
    }

    private static long times(Curriculum curriculum, int epoch, String department) {
        return curriculum.mixture(epoch).stream()
                .filter(example ->
                        base.tokenizer().decodeWithSpecial(example.ids()).contains("of " + department))
                .count();
    }

    private static CleanRecord record(String fact, String department) {
        return clean(
                fact,
                1,
                KnowledgeRecord.qa("What is " + fact + " of " + department + "?", "It is so").toBuilder()
                        .fact(fact)
                        .source("crm")
                        .attributes(Map.of("department", department))
                        .build());
    }
}
