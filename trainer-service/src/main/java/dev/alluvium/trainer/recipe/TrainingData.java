package dev.alluvium.trainer.recipe;

import dev.alluvium.contracts.record.CleanRecord;
import dev.alluvium.contracts.record.Probe;
import dev.alluvium.knowledge.wording.ProbedQuestions;
import dev.alluvium.knowledge.wording.WithheldWordings;
import dev.alluvium.model.text.Example;
import dev.alluvium.settings.SamplingConfig;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.stream.Stream;

/**
 * All texts that a run may train on, each encoded once.
 *
 * @param round the round's facts
 * @param history earlier facts, for replay
 * @param general general text, for replay
 * @param validation wordings of some of the round's facts that are not trained
 * @param truncated texts of the round that are cut to a row
 * @param withheld wordings of the round that trusted probes keep out
 * @param unfamiliar scripts of the round that the base hardly knows, as {@link UnfamiliarScripts} tells them
 */
record TrainingData(
        List<Fact> round,
        List<Fact> history,
        GeneralExamples general,
        List<Example> validation,
        int truncated,
        WithheldWordings withheld,
        SortedMap<String, Double> unfamiliar) {
    /** Texts by which the round's scripts are told. */
    private static final int TOLD_BY = 1_000;

    TrainingData {
        round = List.copyOf(round);
        history = List.copyOf(history);
        validation = List.copyOf(validation);
    }

    /**
     * The examples of one fact.
     *
     * @param name of the fact
     * @param said as its records say it
     * @param framed the same in further forms
     * @param weight how often it is trained in an epoch
     */
    record Fact(String name, List<Example> said, List<Example> framed, double weight) {
        /** At most {@code wordings} examples, but never fewer than the records say. */
        List<Example> examples(int wordings) {
            int room = Math.max(0, wordings - said.size());
            return Stream.concat(said.stream(), framed.stream().limit(room)).toList();
        }
    }

    static TrainingData of(RecipeInput input) {
        ExampleEncoder encoder = ExampleEncoder.of(input.base(), input.settings());
        SamplingConfig sampling = input.settings().options().sampling();
        Set<String> validating = ValidationSplit.facts(
                input.round().keySet(), input.settings().options().earlyStopping());
        int wordings = input.settings().wordingsPerFact();
        List<Fact> round = new ArrayList<>();
        List<Example> validation = new ArrayList<>();
        ProbedQuestions probed = input.probed();
        int truncated = 0;
        WithheldWordings withheld = WithheldWordings.NONE;
        List<TrainingText> told = new ArrayList<>();
        for (Map.Entry<String, List<CleanRecord>> fact : input.round().entrySet()) {
            List<Probe> trusted = input.trusted(fact.getKey());
            FactTexts own = validating.contains(fact.getKey())
                    ? FactTexts.validated(fact.getKey(), fact.getValue(), trusted, probed, wordings)
                    : FactTexts.of(fact.getKey(), fact.getValue(), trusted, probed, wordings);
            FactTexts ofFact = own.with(input.paraphrases(fact.getKey()));
            ExampleEncoder.Encoded said = encoder.encode(ofFact.said());
            truncated += said.truncated();
            ofFact.said().stream().limit(TOLD_BY - told.size()).forEach(told::add);
            withheld = withheld.plus(ofFact.withheld());
            double weight = SamplingWeights.of(fact.getValue(), sampling);
            round.add(new Fact(
                    fact.getKey(),
                    said.examples(),
                    encoder.encode(ofFact.framed()).examples(),
                    weight));
            validation.addAll(encoder.encode(ofFact.aside()).examples());
        }
        GeneralExamples general = new GeneralExamples(
                input.replay().general(), encoder, input.settings().options());
        return new TrainingData(
                round,
                history(input, probed, encoder),
                general,
                validation,
                truncated,
                withheld,
                UnfamiliarScripts.in(input.base().tokenizer(), told));
    }

    private static List<Fact> history(RecipeInput input, ProbedQuestions probed, ExampleEncoder encoder) {
        List<Fact> facts = new ArrayList<>();
        input.replay().history().forEach((name, stated) -> {
            FactTexts ofFact = FactTexts.of(
                    name, stated, input.trusted(name), probed, input.settings().wordingsPerFact());
            facts.add(new Fact(
                    name,
                    encoder.encode(ofFact.said()).examples(),
                    encoder.encode(ofFact.framed()).examples(),
                    1));
        });
        return facts;
    }
}
