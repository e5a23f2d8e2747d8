package dev.alluvium.trainer.paraphrase;

import dev.alluvium.contracts.dataset.ErasedFact;
import dev.alluvium.contracts.json.Json;
import dev.alluvium.contracts.object.ObjectKeys;
import dev.alluvium.contracts.record.Wording;
import dev.alluvium.knowledge.facts.Erasures;
import dev.alluvium.runtime.store.ObjectStore;
import dev.alluvium.runtime.store.StoredObject;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The endpoint's answers about a model's records, each under its fact. A record that has its answer is not asked about
 * again; the answers of an erased fact are gone.
 */
public final class ParaphraseAnswers {
    private final ObjectStore store;
    private final String model;

    /** @param model whose records they are about */
    public ParaphraseAnswers(ObjectStore store, String model) {
        this.store = store;
        this.model = model;
    }

    /** Where the answer to a task is kept. */
    String key(RewriteTask task, String asked) {
        return ObjectKeys.paraphrase(model, task.record().fact(), task.hash(asked));
    }

    Optional<ParaphraseAnswer> get(String key) {
        return store.get(key).map(StoredObject::bytes).map(bytes -> Json.read(bytes, ParaphraseAnswer.class));
    }

    /** Keeps an answer; of several at the same time one stands, and all get that one. */
    Optional<ParaphraseAnswer> keep(String key, ParaphraseAnswer answer) {
        return store.putIfAbsent(key, Json.bytes(answer)) ? Optional.of(answer) : get(key);
    }

    /** Takes away what was answered about the revisions of facts that are erased. */
    public void erase(Erasures erasures) {
        List<String> kept = store.list(ObjectKeys.paraphrases(model));
        if (!kept.isEmpty()) {
            erasures.list().forEach(erased -> erase(erased, kept));
        }
    }

    private void erase(ErasedFact erased, List<String> kept) {
        String prefix = ObjectKeys.paraphrases(model, erased.fact());
        for (String key : kept) {
            if (key.startsWith(prefix)
                    && get(key).filter(answer -> !answer.revision().isAfter(erased.through()))
                            .isPresent()) {
                store.delete(key);
            }
        }
    }

    /** The words of what a plan chose, by fact; without those that were erased since. */
    public Map<String, List<Wording>> wordings(Paraphrases chosen) {
        Map<String, List<Wording>> answers = new HashMap<>();
        Map<String, List<Wording>> byFact = new HashMap<>();
        for (Paraphrase text : chosen.texts()) {
            List<Wording> answered = answers.computeIfAbsent(
                    text.answer(),
                    key -> get(key).map(ParaphraseAnswer::wordings).orElse(List.of()));
            if (!answered.isEmpty()) {
                byFact.computeIfAbsent(text.fact(), fact -> new ArrayList<>()).add(answered.get(text.place()));
            }
        }
        return byFact;
    }
}
