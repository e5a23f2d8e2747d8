package dev.alluvium.cleaning.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import dev.alluvium.cleaning.filter.LengthFilter;
import dev.alluvium.cleaning.personal.Redactor;
import dev.alluvium.cleaning.rule.RuleSet;
import dev.alluvium.cleaning.testing.HostileTexts;
import dev.alluvium.cleaning.text.FactKeyHash;
import dev.alluvium.contracts.json.Json;
import dev.alluvium.contracts.record.KnowledgeRecord;
import dev.alluvium.settings.CleaningSettings;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Texts twice as long take at most twice the work: counted in characters that are looked at, not in seconds. */
class LinearWorkTest {
    /** Of a text of n characters no more than so many times n may be looked at, in all stages and all their passes. */
    private static final int MOST_PER_CHARACTER = 3_000;

    private static final double TOLERANCE = 1.3;
    /** Looks at a character that grow by more than this from a quarter of a small text to the whole may go on growing. */
    private static final double STEADY = 1.02;

    private static final int SMALL = 1 << 14;
    private static final int MEDIUM = 2 * SMALL;
    private static final int LARGE = 1_000_000;
    /** Pieces that cost more than this are repeated to a quarter of a megabyte alone. */
    private static final int COSTLY = 200;

    private static final int PAIRS = 300;

    /** No stage is spared by the most that a record may have. */
    private final CleaningPipeline pipeline = CleaningPipeline.standard(new CleaningConfig(
                    Map.of("notes", CleaningSettings.DEFAULT),
                    CleaningSettings.DEFAULT,
                    "notes",
                    false,
                    new FactKeyHash(new byte[32]),
                    Redactor.standard(),
                    () -> RuleSet.NONE,
                    new LengthFilter.Limits(2, 24, 2 * LARGE),
                    Map.of(),
                    Duration.ofMinutes(5)))
            .withLooksPerByte(Integer.MAX_VALUE);

    @Test
    void shouldLookAtEachCharacterOfHostileTextAFewTimesUpToAMegabyte() {
        List<String> faults = HostileTexts.PIECES.parallelStream()
                .flatMap(piece -> {
                    double small = perCharacter(piece, SMALL);
                    double large = perCharacter(piece, mostOf(piece, small));
                    return large > TOLERANCE * small + 1 || large > MOST_PER_CHARACTER
                            ? Stream.of(
                                    "%s: %.1f looks a character, %.1f in the large text".formatted(piece, small, large))
                            : Stream.empty();
                })
                .toList();

        assertThat(faults).isEmpty();
    }

    /** What is cut out of a text may leave less than is counted, so that the tolerance is wider here. */
    @Test
    void shouldDoFourTimesTheWorkForFourTimesTheTextOfPairs() {
        List<String> faults = HostileTexts.pairs(PAIRS, 7).parallelStream()
                .flatMap(piece -> {
                    double small = perCharacter(piece, SMALL);
                    double large = perCharacter(piece, 4 * SMALL);
                    return large > 2 * small + 20 || large > MOST_PER_CHARACTER
                            ? Stream.of("%s: %.1f looks a character, %.1f in four times the text"
                                    .formatted(piece, small, large))
                            : Stream.empty();
                })
                .toList();

        assertThat(faults).isEmpty();
    }

    @Test
    void shouldGiveUpWhatTakesTooLong() {
        String text = HostileTexts.repeated("<a@b.", SMALL);

        Cleaned cleaned = Pipelines.standard()
                .withLooksPerByte(5)
                .clean(Pipelines.raw(Json.bytes(KnowledgeRecord.document("Title", text)), Map.of()));

        assertThat(cleaned).isInstanceOfSatisfying(Cleaned.DeadLetter.class, letter -> {
            assertThat(letter.cause()).isEqualTo(Cleaned.Cause.TOO_MUCH_WORK);
            assertThat(letter.problem()).contains("the stage redact").contains("takes too long");
        });
    }

    @Test
    void shouldCountWhatIsLookedAt() {
        assertThat(perCharacter("a b ", SMALL)).isGreaterThan(1);
    }

    @Test
    void shouldCleanThousandsOfAttributesWhoseNamesHaveOneHashCode() {
        List<String> names = colliding(1 << 14);
        assertThat(names.stream().map(String::hashCode).distinct()).hasSize(1);
        StringBuilder json = new StringBuilder("{\"instruction\":\"What is it?\",\"output\":\"It is blue.\"");
        names.forEach(name -> json.append(",\"").append(name).append("\":1"));

        Cleaned cleaned = pipeline.clean(Pipelines.raw(json.append('}').toString()));

        assertThat(cleaned)
                .isInstanceOfSatisfying(
                        Cleaned.Passed.class,
                        passed -> assertThat(passed.candidate().clean().record().allAttributes())
                                .hasSameSizeAs(names));
    }

    /** Two letters that can be exchanged for two others without a change of the hash code, in all ways. */
    private static List<String> colliding(int count) {
        List<String> names = List.of("");
        while (names.size() < count) {
            names = names.stream()
                    .flatMap(name -> Stream.of(name + "Aa", name + "BB"))
                    .toList();
        }
        return names;
    }

    /** A megabyte of what a scanner once read again and again, or seems to; else enough to see that the looks stay the same. */
    private int mostOf(String piece, double small) {
        boolean prone =
                HostileTexts.ONCE_SUPER_LINEAR.contains(piece) || small > STEADY * perCharacter(piece, SMALL / 4) + 1;
        return prone ? LARGE / bytes(piece) / (small > COSTLY ? 4 : 1) : MEDIUM;
    }

    private double perCharacter(String piece, int length) {
        String text = HostileTexts.repeated(piece, length);
        Stream<KnowledgeRecord> records = length > SMALL
                ? Stream.of(KnowledgeRecord.document("Title", text))
                : Stream.of(KnowledgeRecord.document("Title", text), KnowledgeRecord.qa("What is it?", text));
        return records.mapToDouble(record -> looks(record, length)).max().orElseThrow();
    }

    private double looks(KnowledgeRecord record, int length) {
        AtomicLong looked = new AtomicLong();
        Cleaned cleaned = pipeline.clean(Pipelines.raw(Json.bytes(record), Map.of()), new FilterObserver() {
            @Override
            public void filtered(Filter filter, FilteredRecord before, FilterResult verdict) {}

            @Override
            public void looked(long characters) {
                looked.set(characters);
            }
        });
        boolean tooMuch = cleaned instanceof Cleaned.DeadLetter letter && letter.cause() == Cleaned.Cause.TOO_MUCH_WORK;
        return tooMuch ? Double.MAX_VALUE : (double) looked.get() / length;
    }

    /** UTF-8 bytes of a character of JSON, at most: a record has a megabyte of them. */
    private static int bytes(String piece) {
        return IntStream.range(0, piece.length())
                .map(i -> piece.charAt(i) < ' '
                        ? 6
                        : piece.charAt(i) == '"' || piece.charAt(i) == '\\' ? 2 : piece.charAt(i) < 0x80 ? 1 : 3)
                .max()
                .orElse(1);
    }
}
