package dev.alluvium.cleaning.value;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.alluvium.cleaning.filter.RedactFilter;
import dev.alluvium.cleaning.filter.ValuesFilter;
import dev.alluvium.cleaning.personal.AllowList;
import dev.alluvium.cleaning.personal.Redactor;
import dev.alluvium.cleaning.pipeline.Filter;
import dev.alluvium.cleaning.pipeline.FilterResult;
import dev.alluvium.cleaning.pipeline.FilteredRecord;
import dev.alluvium.cleaning.pipeline.RawRecord;
import dev.alluvium.cleaning.testing.Texts;
import dev.alluvium.cleaning.testing.ValueTexts;
import dev.alluvium.cleaning.text.FactKeyHash;
import dev.alluvium.contracts.record.ChatMessage;
import dev.alluvium.contracts.record.KnowledgeRecord;
import dev.alluvium.contracts.record.RawPosition;
import dev.alluvium.contracts.record.RecordKind;
import dev.alluvium.contracts.record.Wording;
import dev.alluvium.settings.ValueSettings;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What normalising values did can be undone, whatever the record is; a failure names the seed. */
class OriginalValuesTest {
    private static final int RECORDS = 4_000;
    private static final Redactor REDACTOR = Redactor.standard();

    private static final ValueSettings EVERYTHING =
            new ValueSettings(true, true, Map.of("mass", "kg", "length", "m", "volume", "L"));

    private final Filter redact = new RedactFilter("redact-values", REDACTOR, new FactKeyHash(new byte[32]));
    private final ValuesFilter filter = new ValuesFilter(EVERYTHING, REDACTOR, redact);
    /** Without redaction, so that nothing but values changes. */
    private final ValuesFilter plain = new ValuesFilter(EVERYTHING, new Redactor(Set.of(), AllowList.NONE), redact);

    @Test
    void shouldRestoreEveryRecordAsItWasWritten() {
        int changed = 0;
        for (int seed = 0; seed < RECORDS; seed++) {
            KnowledgeRecord written = record(new Random(seed));

            KnowledgeRecord normalised = applied(plain, written);

            assertThat(OriginalValues.restore(normalised)).as("seed %d", seed).isEqualTo(written);
            changed += normalised.equals(written) ? 0 : 1;
        }
        assertThat(changed).isGreaterThan(RECORDS * 9 / 10);
    }

    /** Where a new spelling shows personal data, that stays redacted and everything else can be restored. */
    @Test
    void shouldRestoreWhatStandsBesideRedactedValues() {
        for (int seed = 0; seed < RECORDS / 4; seed++) {
            Random random = new Random(seed);
            String before = sentence(random) + "call ";
            String behind = " or not. " + sentence(random) + sentence(random);
            KnowledgeRecord written = document(before + "13,812,345,6" + random.nextInt(10, 100) + behind);

            KnowledgeRecord normalised = applied(redact, applied(filter, written));

            assertThat(OriginalValues.restore(normalised).text())
                    .as("seed %d", seed)
                    .isEqualTo(before + "<PHONE_1>" + behind);
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = ';', textBlock = """
        built on 2021年4月3日;                            original/2021-04-03; 2021年4月3日
        Apr 3, 2021, that is 2021/4/3 or 2021/4/3;         original/2021-04-03; Apr 3, 2021 | 2021/4/3 @ 1,2*2
        2021-04-03 is 2021/4/3;                           original/2021-04-03; 2021/4/3 @ 0,1
        a load of 2,500公斤;                               original/2500 kg;    2,500公斤
        """)
    void shouldTellHowItWasWritten(String text, String name, String written) {
        ValuesFilter mass = new ValuesFilter(new ValueSettings(true, true, Map.of("mass", "kg")), REDACTOR, redact);

        KnowledgeRecord normalised = applied(mass, document(text));

        assertThat(normalised.attributes()).containsEntry(name, written);
        assertThat(OriginalValues.restore(normalised)).isEqualTo(document(text));
    }

    @Test
    void shouldLeaveValuesBehindTheMostThatCanBeTold() {
        String many = IntStream.range(1, 400)
                .mapToObj(i -> "on 2021/4/" + (1 + i % 28) + " " + i + ",000 parts")
                .collect(Collectors.joining("; "));

        KnowledgeRecord normalised = applied(filter, document(many));

        assertThat(normalised.allAttributes()).hasSize(256);
        assertThat(normalised.text()).contains("1000 parts").endsWith("399,000 parts");
        assertThat(OriginalValues.restore(normalised)).isEqualTo(document(many));
    }

    @Test
    void shouldLeaveARecordThatTellsOfValuesAlready() {
        KnowledgeRecord told =
                document("built on 2021年4月3日").withAttributes(Map.of("original/2021-04-03", "the record's own"));

        assertThat(applied(filter, told)).isEqualTo(told);
    }

    /** What counts a thing is nobody's number in its text, and would look like one by itself. */
    @Test
    void shouldLeaveWhatWouldLookPersonalAsAnAttribute() {
        KnowledgeRecord counted = document("It was seen 13,912,345,678次 by 2021年4月3日.");

        KnowledgeRecord normalised = applied(redact, applied(filter, counted));

        assertThat(normalised.text()).isEqualTo("It was seen 13,912,345,678次 by 2021-04-03.");
        assertThat(OriginalValues.restore(normalised)).isEqualTo(counted);
    }

    @ParameterizedTest
    @ValueSource(strings = {"2021/4/3 @ 1,0", "2021/4/3 @ 0", "2021/4/3 @ 2,1,1", "2021/4/3 @ x", "2021/4/3 @ 1*0"})
    void shouldRefuseAttributesThatDoNotBelongToTheText(String told) {
        KnowledgeRecord record = document("from 2021-04-03 to 2021-04-03, then on 2021-04-03")
                .withAttributes(Map.of("original/2021-04-03", told));

        assertThatThrownBy(() -> OriginalValues.restore(record))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("attribute original/2021-04-03: ")
                .hasMessageEndingWith("restore the record as cleaning wrote it");
    }

    private static KnowledgeRecord applied(Filter filter, KnowledgeRecord record) {
        FilteredRecord filtered = FilteredRecord.decoded(
                new RawRecord(new byte[0], Map.of(), new RawPosition("raw", 0, 0), Instant.EPOCH), record, List.of());
        return ((FilterResult.Keep) filter.apply(filtered)).filtered().record();
    }

    private static String sentence(Random random) {
        List<String> sentences = List.of(
                "Built on 3 May 2021. ",
                "共1.5亿元，",
                "It cost 2,000 in all; ",
                "重3500克。",
                "On 2021/5/3 and 2021-05-03, ");
        return sentences.get(random.nextInt(sentences.size()));
    }

    private static KnowledgeRecord record(Random random) {
        return KnowledgeRecord.builder()
                .model("notes")
                .instruction(text(random))
                .input(text(random))
                .output(text(random))
                .wordings(List.of(new Wording(text(random), text(random))))
                .title(text(random))
                .text(text(random))
                .messages(List.of(new ChatMessage("user", text(random)), new ChatMessage("assistant", text(random))))
                .attributes(Map.of("note", text(random)))
                .build();
    }

    private static String text(Random random) {
        return ValueTexts.any(random, 4)
                + (random.nextInt(4) == 0 ? Texts.any(random, 4) : "")
                + ValueTexts.any(random, 2);
    }

    private static KnowledgeRecord document(String text) {
        return KnowledgeRecord.builder()
                .model("notes")
                .kind(RecordKind.DOCUMENT)
                .text(text)
                .build();
    }
}
