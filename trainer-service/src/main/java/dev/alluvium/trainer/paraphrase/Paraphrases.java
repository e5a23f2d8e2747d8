package dev.alluvium.trainer.paraphrase;

import dev.alluvium.contracts.training.ParaphraseFigures;
import java.util.List;

/** What a plan trains beside the records, and how it was chosen. */
public record Paraphrases(ParaphraseFigures figures, List<Paraphrase> texts) {
    public Paraphrases {
        texts = List.copyOf(texts);
    }
}
