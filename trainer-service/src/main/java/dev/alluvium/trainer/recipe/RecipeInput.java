package dev.alluvium.trainer.recipe;

import dev.alluvium.contracts.record.CleanRecord;
import dev.alluvium.contracts.record.Probe;
import dev.alluvium.contracts.record.Wording;
import dev.alluvium.knowledge.wording.ProbedQuestions;
import dev.alluvium.model.Adapter;
import dev.alluvium.model.BaseModel;
import dev.alluvium.model.Fisher;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Everything that one run of the recipe depends on; equal inputs give equal adapters.
 *
 * @param parent the champion's adapter, or null to start from the base
 * @param round the round's facts with their records of the newest revision
 * @param trusted trusted probes by fact
 * @param fisher what the parent's rounds depend on; null where EWC has none to go by
 * @param paraphrases further wordings by fact, trained like the records' own
 */
public record RecipeInput(
        BaseModel base,
        @Nullable Adapter parent,
        SortedMap<String, List<CleanRecord>> round,
        ReplayPool replay,
        Map<String, List<Probe>> trusted,
        TrainingSettings settings,
        @Nullable Fisher fisher,
        Map<String, List<Wording>> paraphrases) {
    public RecipeInput {
        paraphrases = Map.copyOf(paraphrases);
        round = Collections.unmodifiableSortedMap(new TreeMap<>(round));
        trusted = Map.copyOf(trusted);
    }

    /** Without paraphrases. */
    public RecipeInput(
            BaseModel base,
            @Nullable Adapter parent,
            SortedMap<String, List<CleanRecord>> round,
            ReplayPool replay,
            Map<String, List<Probe>> trusted,
            TrainingSettings settings,
            @Nullable Fisher fisher) {
        this(base, parent, round, replay, trusted, settings, fisher, Map.of());
    }

    /** Without anything to go by for EWC. */
    public RecipeInput(
            BaseModel base,
            @Nullable Adapter parent,
            SortedMap<String, List<CleanRecord>> round,
            ReplayPool replay,
            Map<String, List<Probe>> trusted,
            TrainingSettings settings) {
        this(base, parent, round, replay, trusted, settings, null);
    }

    /** Groups records by fact; all records of a fact must be of one revision. */
    public static SortedMap<String, List<CleanRecord>> byFact(Collection<CleanRecord> records) {
        return records.stream().collect(Collectors.groupingBy(CleanRecord::fact, TreeMap::new, Collectors.toList()));
    }

    /** What the trusted probes ask, of whichever fact. */
    ProbedQuestions probed() {
        return ProbedQuestions.of(trusted);
    }

    List<Probe> trusted(String fact) {
        return trusted.getOrDefault(fact, List.of());
    }

    List<Wording> paraphrases(String fact) {
        return paraphrases.getOrDefault(fact, List.of());
    }

    /** Records of the round. */
    public int records() {
        return round.values().stream().mapToInt(List::size).sum();
    }
}
