package dev.alluvium.ingest.document;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

class DocumentRecordsTest {
    private static final Chunks CHUNKS = new Chunks(100, 20);

    @Test
    void shouldNameEachSectionByItsPathAndHeadings() {
        // Given
        Document document = new Document(
                "Manual",
                Map.of("source", "wiki", "occurredAt", "2026-02-03"),
                Map.of("owner", "sales"),
                List.of(
                        new Section(List.of("Scales", "AX"), "First.", 3),
                        new Section(List.of("Scales", "AX"), "Second.", 5)));

        // When
        List<DocumentRecords.Piece> pieces = new DocumentRecords(CHUNKS).of(document, "a/b.md");

        // Then
        assertThat(pieces).extracting(DocumentRecords.Piece::line).containsExactly(3L, 5L);
        assertThat(pieces.get(0).record().toString())
                .isEqualTo("{\"kind\":\"document\",\"occurredAt\":\"2026-02-03T00:00:00Z\",\"source\":\"wiki\","
                        + "\"fact\":\"a/b.md#Scales/AX\",\"title\":\"Manual › Scales › AX\",\"text\":\"First.\","
                        + "\"attributes\":{\"owner\":\"sales\"}}");
        assertThat(pieces.get(1).record().get("fact").asText()).isEqualTo("a/b.md#Scales/AX~2");
    }

    @Test
    void shouldReadFoldersAsAttributes() {
        assertThat(PathAttributes.of("scales/industrial/2026-02/ax.md"))
                .isEqualTo(Map.of("domain", "scales", "sub-class", "industrial", "time", "2026-02"));
        assertThat(PathAttributes.of("2026Q1/scales/ax.md")).isEqualTo(Map.of("time", "2026Q1", "domain", "scales"));
        assertThat(PathAttributes.of("ax.md")).isEmpty();
        assertThat(PathAttributes.of("../x/ax.md")).isEqualTo(Map.of("domain", "x"));
    }

    @Test
    void shouldLetWhatTheDocumentSaysWinOverItsFolders() {
        Document document = new Document(null, Map.of(), Map.of("domain", "own"), List.of());

        assertThat(document.withDefaults(Map.of("domain", "path", "time", "2026"))
                        .attributes())
                .isEqualTo(Map.of("domain", "own", "time", "2026"));
    }

    @Test
    void shouldLoseNothingInPieces() {
        // Given
        Random random = new Random(11);
        String marks = " \n。. 秤😀ab";
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < 5_000; i++) {
            int at = random.nextInt(marks.codePointCount(0, marks.length()));
            text.appendCodePoint(marks.codePointAt(marks.offsetByCodePoints(0, at)));
        }

        // When
        List<String> pieces = CHUNKS.of(text.toString());

        // Then
        int from = 0;
        for (String piece : pieces) {
            assertThat(piece.length()).isBetween(1, 100);
            int at = text.indexOf(piece, Math.max(0, from - 45));
            assertThat(at).isNotNegative();
            assertThat(text.substring(Math.min(from, at), at).strip().length()).isLessThanOrEqualTo(0);
            from = at + piece.length();
        }
        assertThat(text.substring(from)).isBlank();
    }

    @Test
    void shouldCutBetweenSentencesAndRepeatTheLastOne() {
        String sentence = "This sentence has forty-one characters ok.";
        String text = (sentence + " ").repeat(4).strip();

        assertThat(new Chunks(100, 45).of(text))
                .containsExactly(sentence + " " + sentence, sentence + " " + sentence, sentence + " " + sentence);
    }

    @Test
    void shouldRefuseAnOverlapThatNeverEnds() {
        assertThatThrownBy(() -> new Chunks(10, 6)).hasMessageContaining("overlap=6");
    }
}
