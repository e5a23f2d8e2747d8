package dev.alluvium.trainer.recipe;

import dev.alluvium.contracts.record.CleanRecord;
import dev.alluvium.model.text.Example;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * Everything that a run may train on, each text encoded once.
 *
 * @param round the round's facts
 * @param history earlier facts, for replay
 * @param general general text, for replay
 * @param truncated texts of the round that are cut to a row
 */
record Material(List<Fact> round, List<Fact> history, GeneralExamples general, int truncated) {
    Material {
        round = List.copyOf(round);
        history = List.copyOf(history);
    }

    /**
     * The examples of one fact.
     *
     * @param said as its records say it
     * @param framed the same in further forms
     */
    record Fact(List<Example> said, List<Example> framed) {
        /** At most {@code wordings} examples, but never fewer than the records say. */
        List<Example> examples(int wordings) {
            int room = Math.max(0, wordings - said.size());
            return Stream.concat(said.stream(), framed.stream().limit(room)).toList();
        }
    }

    static Material of(RecipeInput input) {
        Encoder encoder = Encoder.of(input.base(), input.settings());
        int[] truncated = {0};
        List<Fact> round = facts(input, input.round(), encoder, truncated);
        List<Fact> history = facts(input, input.replay().history(), encoder, new int[1]);
        return new Material(round, history, new GeneralExamples(input.replay().general(), encoder), truncated[0]);
    }

    private static List<Fact> facts(
            RecipeInput input, Map<String, List<CleanRecord>> records, Encoder encoder, int[] truncated) {
        List<Fact> facts = new ArrayList<>();
        records.forEach((name, stated) -> {
            Lesson lesson = Lesson.of(
                    name, stated, input.trusted(name), input.settings().wordingsPerFact());
            Encoder.Encoded said = encoder.encode(lesson.said());
            truncated[0] += said.truncated();
            facts.add(new Fact(said.examples(), encoder.encode(lesson.framed()).examples()));
        });
        return facts;
    }
}
