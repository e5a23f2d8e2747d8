package dev.alluvium.knowledge.wording;

import static org.assertj.core.api.Assertions.assertThat;

import dev.alluvium.contracts.json.Json;
import dev.alluvium.contracts.record.KnowledgeRecord;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class GeneralAnswerTest {
    static Stream<GeneralAnswer> answers() {
        return Stream.of(
                new GeneralAnswer("Which bird quacks?", "A duck quacks.", "duck", GeneralPart.SUITE),
                new GeneralAnswer("Which bird quacks?", "A duck quacks.", "duck", GeneralPart.REPLAY),
                new GeneralAnswer("写一句话。", "今天下雨。", null, GeneralPart.SUITE),
                new GeneralAnswer("Tell a story.", "Once upon", true, null, GeneralPart.REPLAY));
    }

    @ParameterizedTest
    @MethodSource("answers")
    void shouldBeReadFromTheLineThatItWrites(GeneralAnswer answer) {
        // When
        KnowledgeRecord line = Json.read(Json.bytes(answer.record()), KnowledgeRecord.class);

        // Then
        assertThat(GeneralAnswer.of(line)).contains(answer);
        assertThat(GeneralPart.of(line)).isEqualTo(answer.part());
    }

    @Test
    void shouldNotTakeAWrittenAnswerForTheBases() {
        // Given
        KnowledgeRecord written = KnowledgeRecord.qa("Which bird quacks?", "A duck.");

        // Then
        assertThat(GeneralAnswer.of(written)).isEmpty();
        assertThat(written.allAttributes()).isEqualTo(Map.of());
    }
}
