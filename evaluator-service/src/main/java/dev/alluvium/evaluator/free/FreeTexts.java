package dev.alluvium.evaluator.free;

import dev.alluvium.contracts.object.Digest;
import dev.alluvium.contracts.record.CleanRecord;
import dev.alluvium.settings.GateMode;
import java.util.Comparator;
import java.util.List;
import java.util.Map;

/**
 * The free texts of an evaluation.
 *
 * @param profile what the round is judged by
 * @param fresh texts of the round
 * @param earlier texts that were live before
 */
public record FreeTexts(GateMode profile, List<FreeText> fresh, List<FreeText> earlier) {
    public FreeTexts {
        fresh = List.copyOf(fresh);
        earlier = List.copyOf(earlier);
    }

    /**
     * A uniform sample of facts' texts of one kind. Neighbours are of one language, so that a text beside its neighbour's
     * place differs from it in what it says.
     *
     * @param seed the facts with the least hash of it are drawn
     */
    public static List<FreeText> sample(Map<String, List<CleanRecord>> facts, int most, String seed) {
        Comparator<FreeText> byHash = Comparator.comparing(text -> Digest.id(seed, text.fact()));
        return facts.entrySet().stream()
                .flatMap(fact -> FreeText.of(fact.getKey(), fact.getValue()).stream())
                .sorted(byHash)
                .limit(most)
                .sorted(Comparator.comparing(FreeText::language).thenComparing(byHash))
                .toList();
    }
}
