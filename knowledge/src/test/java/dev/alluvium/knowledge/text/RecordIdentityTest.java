package dev.alluvium.knowledge.text;

import static org.assertj.core.api.Assertions.assertThat;

import dev.alluvium.contracts.record.KnowledgeRecord;
import dev.alluvium.contracts.record.Wording;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RecordIdentityTest {
    private static final String ALPHABET = "ab \t\n\r\u000b\f\u00a0\u2003\u3000é中";

    @RepeatedTest(20)
    void shouldCollapseWhiteSpaceAsThePatternDoes(RepetitionInfo repetition) {
        Random random = new Random(repetition.getCurrentRepetition());
        for (int i = 0; i < 500; i++) {
            String text = random.ints(random.nextInt(12), 0, ALPHABET.length())
                    .collect(StringBuilder::new, (into, at) -> into.append(ALPHABET.charAt(at)), StringBuilder::append)
                    .toString();

            assertThat(hash(text)).isEqualTo(hash(text.replaceAll("\\s+", " ").strip()));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"How heavy is it", "how heavy is it?", " How  heavy\nis it ?!", "Ｈｏｗ ｈｅａｖｙ ｉｓ ｉｔ？"})
    void shouldTakeQuestionsForTheSameFactWhateverTheirCaseWidthAndMarks(String question) {
        assertThat(RecordIdentity.impliedFact(KnowledgeRecord.qa(question, "3 kg")))
                .isEqualTo(RecordIdentity.impliedFact(KnowledgeRecord.qa("How heavy is it?", "4 kg")));
    }

    @ParameterizedTest
    @CsvSource({
        "3 kg, 3 Kg, false",
        "3 kg, 3  kg, true",
        "3 kg, 3kg, false",
        "caf\u00e9, cafe\u0301, true",
        "３ kg, 3 kg, false",
        "重量, 重 量, false"
    })
    void shouldHashWhatAModelWouldLearn(String one, String other, boolean same) {
        assertThat(hash(one).equals(hash(other))).isEqualTo(same);
    }

    @Test
    void shouldTellContentFromWhereItStands() {
        KnowledgeRecord inInput = with("a", "b", null);
        KnowledgeRecord inOutput = with("a", null, "b");

        assertThat(RecordIdentity.contentHash(inInput)).isNotEqualTo(RecordIdentity.contentHash(inOutput));
        assertThat(RecordIdentity.contentHash(inOutput.withFact("f").withSource("s")))
                .isEqualTo(RecordIdentity.contentHash(inOutput));
        KnowledgeRecord reworded =
                inOutput.toBuilder().wordings(List.of(new Wording("c", "d"))).build();
        assertThat(RecordIdentity.contentHash(reworded)).isNotEqualTo(RecordIdentity.contentHash(inOutput));
    }

    /** What lies in topics and manifests must be found again by later versions. */
    @Test
    void shouldGiveTheIdentitiesThatEarlierVersionsGave() {
        String hash = RecordIdentity.contentHash(with("How heavy is it?", "the lamp", "3 kg\tor less"));

        assertThat(hash).isEqualTo("b2da1c441993ab357dc9039ed0d46091");
        assertThat(RecordIdentity.recordId("notes", "lamp/weight", Instant.parse("2026-01-02T03:04:05Z"), hash))
                .isEqualTo("15b42286165b697d4c7dd0b6b7f7b523");
        assertThat(RecordIdentity.impliedFact(with("How heavy is it?", "the lamp", "3 kg")))
                .isEqualTo("q/302ab5b690c70e17683dd863ae353d87");
    }

    private static String hash(String output) {
        return RecordIdentity.contentHash(with("q", null, output));
    }

    private static KnowledgeRecord with(String instruction, String input, String output) {
        return KnowledgeRecord.builder()
                .instruction(instruction)
                .input(input)
                .output(output)
                .attributes(Map.of())
                .build();
    }
}
