package dev.alluvium.trainer.trial;

import dev.alluvium.contracts.object.Digest;
import dev.alluvium.contracts.record.CleanRecord;
import dev.alluvium.contracts.record.KnowledgeRecord;
import dev.alluvium.contracts.record.Probe;
import dev.alluvium.contracts.record.Wording;
import dev.alluvium.knowledge.wording.GeneralPart;
import dev.alluvium.knowledge.wording.HoldOut;
import dev.alluvium.knowledge.wording.RecordWordings;
import dev.alluvium.model.BaseModel;
import dev.alluvium.model.LoadedAdapter;
import dev.alluvium.model.Score;
import dev.alluvium.model.Scorer;
import dev.alluvium.model.text.Example;
import dev.alluvium.trainer.recipe.ExampleEncoder;
import dev.alluvium.trainer.recipe.FactTexts;
import dev.alluvium.trainer.recipe.LoraFinetuneRecipe;
import dev.alluvium.trainer.recipe.RecipeInput;
import dev.alluvium.trainer.recipe.RecipeObserver;
import dev.alluvium.trainer.recipe.RecipeOutcome;
import dev.alluvium.trainer.recipe.ReplayPool;
import dev.alluvium.trainer.recipe.TrainingSettings;
import dev.alluvium.trainer.recipe.TrainingText;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * Trains candidates on records and scores what they learnt and kept. Facts are asked as the gate asks them, in wordings
 * held out of training or else in reserved templates; general text is the part that no training replays.
 */
public final class Trial {
    private static final int GENERAL_TEXTS = 100;

    private final BaseModel base;
    private final TrainingSettings settings;
    private final SortedMap<String, List<CleanRecord>> round;
    private final List<KnowledgeRecord> replayed;
    private final List<Example> kept;
    private final double keptBefore;

    /**
     * @param settings those that a candidate does not name
     * @param general general text; empty if there is none
     */
    public Trial(
            BaseModel base,
            TrainingSettings settings,
            Collection<CleanRecord> records,
            Collection<KnowledgeRecord> general) {
        this.base = base;
        this.settings = settings;
        this.round = RecipeInput.byFact(records);
        this.replayed = part(general, GeneralPart.REPLAY);
        ExampleEncoder encoder = ExampleEncoder.of(base, settings);
        this.kept = part(general, GeneralPart.SUITE).stream()
                .limit(GENERAL_TEXTS)
                .flatMap(record -> encoder.encode(FactTexts.texts(record)).examples().stream())
                .toList();
        try (LoadedAdapter bare = base.bare()) {
            this.keptBefore = loss(score(bare, kept));
        }
    }

    /** Facts in all. */
    public int facts() {
        return round.size();
    }

    /** Trains a candidate on so many facts, always the same ones. */
    public TrialResult attempt(TrialCandidate candidate, int rung, int facts) {
        SortedMap<String, List<CleanRecord>> part = some(facts);
        ReplayPool replay = new ReplayPool(replayed, new TreeMap<>());
        RecipeInput input = new RecipeInput(base, null, part, replay, Map.of(), candidate.in(settings));
        RecipeOutcome outcome = LoraFinetuneRecipe.run(input, RecipeObserver.NONE);
        if (outcome instanceof RecipeOutcome.Trained trained) {
            try (LoadedAdapter adapter = base.attach(trained.adapter())) {
                List<Score> asked = score(adapter, heldOut(part.values()));
                long exact = asked.stream().filter(Score::exact).count();
                return new TrialResult(
                        candidate,
                        rung,
                        facts,
                        Math.exp(-loss(asked)),
                        asked.isEmpty() ? 0 : (double) exact / asked.size(),
                        Math.min(1, Math.exp(keptBefore - loss(score(adapter, kept)))),
                        trained.figures().steps(),
                        trained.figures().seconds(),
                        null);
            }
        }
        String reason = outcome instanceof RecipeOutcome.Failed failed ? failed.reason() : "stopped";
        return new TrialResult(candidate, rung, facts, 0, 0, 0, 0, 0, reason);
    }

    /** What the facts are asked, with the whole answers that their records give. */
    private List<Example> heldOut(Collection<List<CleanRecord>> facts) {
        List<TrainingText> asked = new ArrayList<>();
        for (List<CleanRecord> records : facts) {
            List<Wording> stated = RecordWordings.distinct(
                    records.stream().map(CleanRecord::record).toList());
            for (Probe probe : HoldOut.split(records, List.of()).probes()) {
                stated.stream()
                        .filter(wording -> probe.prompt().contains(wording.instruction()))
                        .findFirst()
                        .ifPresent(wording -> asked.add(new TrainingText.Answer(probe.prompt(), wording.output())));
            }
        }
        return ExampleEncoder.of(base, settings).encode(asked).examples();
    }

    private SortedMap<String, List<CleanRecord>> some(int facts) {
        return round.entrySet().stream()
                .sorted(Comparator.comparing(fact -> Digest.id("trial", fact.getKey())))
                .limit(facts)
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue, (a, b) -> a, TreeMap::new));
    }

    private static List<KnowledgeRecord> part(Collection<KnowledgeRecord> general, GeneralPart part) {
        return general.stream().filter(record -> GeneralPart.of(record) == part).toList();
    }

    private List<Score> score(LoadedAdapter adapter, List<Example> examples) {
        return examples.isEmpty() ? List.of() : Scorer.of(base).score(adapter, examples);
    }

    /** Nats per target token. */
    private static double loss(List<Score> scores) {
        return Math.log(Scorer.perplexity(scores));
    }
}
