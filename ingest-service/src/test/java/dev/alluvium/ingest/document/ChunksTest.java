package dev.alluvium.ingest.document;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;

class ChunksTest {
    private static final String[] PIECES = {"\n\n", "\n", "。", ". ", " ", "word", "词", "\uD83D\uDE00", "xxxxxxxxxx"};

    @RepeatedTest(50)
    void shouldLoseNoCharacterAndKeepToTheSize(RepetitionInfo repetition) {
        Random random = new Random(repetition.getCurrentRepetition());
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < 300; i++) {
            text.append(PIECES[random.nextInt(PIECES.length)]);
        }

        List<String> pieces = new Chunks(100, 20).of(text.toString());

        assertThat(pieces).allSatisfy(piece -> assertThat(piece.length()).isBetween(1, 100));
        int from = 0;
        for (String piece : pieces) {
            int at = text.indexOf(piece, Math.max(0, from - 20));
            assertThat(text.substring(Math.min(from, at), at))
                    .as("before %s", piece)
                    .isBlank();
            from = at + piece.length();
        }
        assertThat(text.substring(from)).isBlank();
    }

    @Test
    void shouldCutAtTheBestPlaceOfTheSecondHalf() {
        String text = "a".repeat(60) + ". " + "b".repeat(20) + " " + "c".repeat(60);

        assertThat(new Chunks(100, 0).of(text)).first().isEqualTo("a".repeat(60) + ".");
    }

    @Test
    void shouldCutAMegabyteWithoutABlankIntoPieces() {
        assertThat(new Chunks(4_000, 200).of("x".repeat(1 << 20)))
                .hasSizeBetween(275, 277)
                .allSatisfy(piece -> assertThat(piece.length()).isLessThanOrEqualTo(4_000));
    }

    @Test
    void shouldRepeatNoHeadingOfHundredsOfKilobytesInEachSection() throws DocumentException {
        String text = "# " + "long ".repeat(100_000) + "\n\n" + "## a\n\nText of it.\n\n".repeat(1_000);

        Document document = Markdown.read(text);

        assertThat(document.sections())
                .hasSize(1_000)
                .allSatisfy(section ->
                        assertThat(String.join("", section.headings())).hasSizeLessThan(1_100));
        assertThat(Stream.of(document.title()))
                .allSatisfy(title -> assertThat(title).hasSizeLessThanOrEqualTo(1_000));
    }
}
