package dev.alluvium.trainer.recipe;

import dev.alluvium.contracts.record.KnowledgeRecord;
import dev.alluvium.knowledge.wording.GeneralAnswer;
import dev.alluvium.model.text.Example;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Records of general text, each encoded when it is first drawn: a run sees only a part of a large corpus. */
final class GeneralExamples {
    /** Characters of a sentence. */
    private static final int SHORT = 80;

    private final List<KnowledgeRecord> records;
    private final ExampleEncoder encoder;
    private final RecipeOptions options;
    private final Map<Integer, List<Example>> encoded = new HashMap<>();

    GeneralExamples(List<KnowledgeRecord> records, ExampleEncoder encoder, RecipeOptions options) {
        this.options = options;
        this.records = records;
        this.encoder = encoder;
    }

    /** Whether these are a base's own answers, of very different lengths. */
    boolean ownAnswers() {
        return !records.isEmpty() && GeneralAnswer.of(records.get(0)).isPresent();
    }

    /** Whether a record's answer is a value or a sentence. */
    boolean isShort(int index) {
        String answer = records.get(index).output();
        return answer != null && answer.length() <= SHORT;
    }

    int size() {
        return records.size();
    }

    /** The examples of one record. */
    List<Example> get(int index) {
        return encoded.computeIfAbsent(
                index,
                i -> encoder.encode(FactTexts.texts(records.get(i))).examples().stream()
                        .map(example -> isCut(records.get(i)) ? example.truncated(example.length() - 1) : example)
                        .map(example -> example.distilled(options.distillation())
                                .weighted(example.weight() * options.generalWeight()))
                        .toList());
    }

    /** Of such an answer the end marker is not what the base would say. */
    private static boolean isCut(KnowledgeRecord record) {
        return GeneralAnswer.of(record).filter(GeneralAnswer::cut).isPresent();
    }
}
