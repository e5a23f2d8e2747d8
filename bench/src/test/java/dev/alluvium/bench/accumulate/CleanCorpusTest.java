package dev.alluvium.bench.accumulate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.alluvium.contracts.record.CleanRecord;
import java.util.List;
import org.junit.jupiter.api.Test;

class CleanCorpusTest {
    private static final List<String> MODELS = CleanCorpus.models(2);

    @Test
    void shouldBeTheSameForTheSameSeed() {
        assertThat(CleanCorpus.of(7, 100, MODELS)).isEqualTo(CleanCorpus.of(7, 100, MODELS));
        assertThat(CleanCorpus.of(8, 100, MODELS)).isNotEqualTo(CleanCorpus.of(7, 100, MODELS));
    }

    @Test
    void shouldHaveRecordsOfDifferentFactsByTurnsOfEachModel() {
        List<CleanRecord> records = CleanCorpus.of(7, 241, MODELS);

        assertThat(records).hasSize(241).extracting(CleanRecord::fact).doesNotHaveDuplicates();
        assertThat(records).extracting(CleanRecord::position).doesNotHaveDuplicates();
        assertThat(records).extracting(CleanRecord::model).containsOnly("model-1", "model-2");
        assertThat(records.get(0).model())
                .as("a copy is of its original's model")
                .isEqualTo(records.get(1).model());
    }
}
