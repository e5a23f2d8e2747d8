package dev.alluvium.evaluator.cases;

import dev.alluvium.contracts.object.Digest;
import dev.alluvium.contracts.record.KnowledgeRecord;
import dev.alluvium.knowledge.wording.GeneralAnswer;
import dev.alluvium.knowledge.wording.GeneralPart;
import dev.alluvium.knowledge.wording.RecordWordings;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A general question whose answer may take many forms.
 *
 * @param text an answer to it, whose likelihood is compared
 * @param own whether it is the base's own answer; else somebody wrote it
 * @param known what a right answer contains; null where there is no one right answer
 */
public record GeneralQuestionCase(
        String question, String text, boolean own, @Nullable String known) {
    /** At most {@code most} cases from the part of the general records that no training replays, always the same ones. */
    public static List<GeneralQuestionCase> of(List<KnowledgeRecord> general, int most) {
        return general.stream()
                .filter(record -> GeneralPart.of(record) == GeneralPart.SUITE)
                .flatMap(GeneralQuestionCase::cases)
                .sorted(Comparator.comparing(one -> Digest.id("general question", one.question())))
                .limit(most)
                .toList();
    }

    private static Stream<GeneralQuestionCase> cases(KnowledgeRecord record) {
        return GeneralAnswer.of(record)
                .map(answer ->
                        Stream.of(new GeneralQuestionCase(answer.question(), answer.answer(), true, answer.known())))
                .orElseGet(() -> GeneralCases.isFact(record)
                        ? Stream.empty()
                        : RecordWordings.of(record).stream()
                                .limit(1)
                                .map(wording ->
                                        new GeneralQuestionCase(wording.instruction(), wording.output(), false, null)));
    }
}
