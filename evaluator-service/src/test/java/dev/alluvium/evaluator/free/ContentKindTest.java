package dev.alluvium.evaluator.free;

import static dev.alluvium.evaluator.cases.TestRecords.record;
import static org.assertj.core.api.Assertions.assertThat;

import dev.alluvium.contracts.record.ChatMessage;
import dev.alluvium.contracts.record.CleanRecord;
import dev.alluvium.contracts.record.KnowledgeRecord;
import dev.alluvium.contracts.record.Wording;
import dev.alluvium.evaluator.ask.Question.Form;
import dev.alluvium.settings.GateMode;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ContentKindTest {
    private static final String SENTENCES =
            "Recycling saves energy, and it keeps landfills small. Start with paper, then sort glass and metal at home.";

    @ParameterizedTest
    @CsvSource({
        "3.2 kg, FACT",
        "The AX-200 weighs 3.2 kg., FACT",
        "one two three four five six seven eight nine ten eleven twelve, FACT",
        "one two three four five six seven eight nine ten eleven twelve thirteen, OPEN",
        "该琴重三点二千克, FACT",
        "回收可以节约能源也可以减少垃圾填埋场请先把纸张分开再把玻璃和金属分类, OPEN"
    })
    void shouldTellValuesFromSentences(String answer, ContentKind kind) {
        CleanRecord record = record("a", 1, "What about it?", answer);

        assertThat(ContentKind.of(List.of(record), false, GateMode.AUTO)).isEqualTo(kind);
        assertThat(ContentKind.of(List.of(record), true, GateMode.AUTO)).isEqualTo(ContentKind.FACT);
        assertThat(ContentKind.of(List.of(record), false, GateMode.FACTS)).isEqualTo(ContentKind.FACT);
        assertThat(ContentKind.of(List.of(record), false, GateMode.OPEN)).isEqualTo(ContentKind.OPEN);
    }

    @Test
    void shouldSeeTheShortValueOfLongWordings() {
        CleanRecord record =
                record("a", 1, "How heavy?", "3.2 kg", new Wording("Its weight?", SENTENCES + " It weighs 3.2 kg."));

        assertThat(ContentKind.of(List.of(record), false, GateMode.AUTO)).isEqualTo(ContentKind.FACT);
    }

    @Test
    void shouldJudgeByTheCommonestKind() {
        assertThat(profile(3, 2, 1)).isEqualTo(GateMode.FACTS);
        assertThat(profile(2, 3, 1)).isEqualTo(GateMode.OPEN);
        assertThat(profile(2, 2, 3)).isEqualTo(GateMode.DOCUMENTS);
        assertThat(profile(2, 2, 2)).isEqualTo(GateMode.FACTS);
        assertThat(profile(0, 0, 0)).isEqualTo(GateMode.FACTS);
        assertThat(ContentKind.profile(GateMode.OPEN, List.of())).isEqualTo(GateMode.OPEN);
    }

    @Test
    void shouldAskAFreeAnswerInWordsThatNoTrainingSees() {
        FreeText text = text(record("a", 1, "Why recycle?", SENTENCES));

        assertThat(text.form()).isEqualTo(Form.ANSWER);
        assertThat(text.prompt()).contains("Why recycle?").isNotEqualTo("Why recycle?");
        assertThat(text.text()).isEqualTo(SENTENCES);
    }

    @Test
    void shouldCutADocumentBetweenWords() {
        FreeText text = text(of(KnowledgeRecord.document("Recycling", SENTENCES)));

        assertThat(text.form()).isEqualTo(Form.CONTINUATION);
        assertThat(text.prompt() + text.text()).isEqualTo(SENTENCES);
        assertThat(text.text()).startsWith(" ");
        assertThat(text.prompt().length()).isBetween(30, 80);
    }

    @Test
    void shouldLookAtTheBeginningOfALongDocumentAndSplitNoCharacter() {
        FreeText text = text(of(KnowledgeRecord.document("琴", "𠀀".repeat(500))));

        assertThat((text.prompt() + text.text()).codePoints().filter(c -> c != 0x20000))
                .containsExactly((int) '琴', (int) '\n');
        assertThat(text.prompt() + text.text()).hasSizeLessThan(300);
        assertThat(Character.isLowSurrogate(text.text().charAt(0))).isFalse();
    }

    @Test
    void shouldAskForTheLastAnswerOfAConversation() {
        List<ChatMessage> messages = List.of(
                new ChatMessage("user", "Hi"),
                new ChatMessage("assistant", "Hello!"),
                new ChatMessage("user", "Why recycle?"),
                new ChatMessage("assistant", SENTENCES));
        KnowledgeRecord talk = KnowledgeRecord.builder().messages(messages).build();

        FreeText text = text(of(talk));

        assertThat(text.prompt()).isEqualTo("Hi\nHello!\nWhy recycle?");
        assertThat(text.text()).isEqualTo(SENTENCES);
    }

    @Test
    void shouldDrawTheSameTextsInAnyOrderAndKeepLanguagesTogether() {
        // Given
        TreeMap<String, List<CleanRecord>> facts = new TreeMap<>();
        for (int i = 0; i < 30; i++) {
            facts.put("f" + i, List.of(record("f" + i, 1, "Why " + i + "?", i % 3 == 0 ? "因为这样" + i : SENTENCES + i)));
        }

        // When
        List<FreeText> drawn = FreeTexts.sample(facts, 20, "seed");

        // Then
        assertThat(drawn).hasSize(20).isEqualTo(FreeTexts.sample(facts.descendingMap(), 20, "seed"));
        assertThat(drawn).isNotEqualTo(FreeTexts.sample(facts, 20, "other"));
        assertThat(drawn.stream().map(FreeText::language)).isSorted();
    }

    private static GateMode profile(int facts, int open, int documents) {
        List<ContentKind> kinds = new ArrayList<>(Collections.nCopies(facts, ContentKind.FACT));
        kinds.addAll(Collections.nCopies(open, ContentKind.OPEN));
        kinds.addAll(Collections.nCopies(documents, ContentKind.DOCUMENT));
        return ContentKind.profile(GateMode.AUTO, kinds);
    }

    private static CleanRecord of(KnowledgeRecord said) {
        CleanRecord any = record("a", 1, "q", "a");
        return new CleanRecord(
                any.recordId(),
                any.model(),
                any.fact(),
                any.revision(),
                any.contentHash(),
                any.position(),
                said,
                List.of());
    }

    private static FreeText text(CleanRecord record) {
        return FreeText.of(record.fact(), List.of(record)).orElseThrow();
    }
}
