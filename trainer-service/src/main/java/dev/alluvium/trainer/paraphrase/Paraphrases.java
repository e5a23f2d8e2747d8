package dev.alluvium.trainer.paraphrase;

import dev.alluvium.contracts.record.Wording;
import dev.alluvium.contracts.training.ParaphraseFigures;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** What a plan trains beside the records, and how it was chosen. */
public record Paraphrases(ParaphraseFigures figures, List<Paraphrase> texts) {
    public Paraphrases {
        texts = List.copyOf(texts);
    }

    /** The wordings by fact. */
    public Map<String, List<Wording>> byFact() {
        return texts.stream()
                .collect(Collectors.groupingBy(
                        Paraphrase::fact, Collectors.mapping(Paraphrase::wording, Collectors.toList())));
    }
}
