package dev.alluvium.evaluator.suite;

import dev.alluvium.contracts.record.AnswerMatcher;
import dev.alluvium.contracts.record.ChatMessage;
import dev.alluvium.contracts.record.CleanRecord;
import dev.alluvium.contracts.record.KnowledgeRecord;
import dev.alluvium.contracts.record.Probe;
import dev.alluvium.evaluator.ask.ModelUnderTest;
import dev.alluvium.evaluator.ask.Question;
import dev.alluvium.evaluator.cases.EvaluationCase;
import dev.alluvium.evaluator.match.AnswerMatching;
import dev.alluvium.knowledge.facts.RoundContent;
import dev.alluvium.knowledge.text.Shingles;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Why not just retrieval: the untrained base with the round's best-matching record in its prompt, on the same probes as the
 * candidate without any. It decides nothing.
 *
 * @param asked probes of new facts, {@value #MOST} at most
 * @param retrieved share that the base answered rightly
 * @param trained share that the candidate did
 */
public record RetrievalBaseline(int asked, double retrieved, double trained) {
    private static final int MOST = 40;

    private record Passage(String text, long[] shingles) {}

    /** Measures both; empty where no probe is answered in words. */
    public static Optional<RetrievalBaseline> of(
            List<EvaluationCase> newFacts, List<RoundContent> rounds, Predictions candidate, ModelUnderTest base) {
        List<Probe> probes = newFacts.stream()
                .flatMap(fact -> fact.probes().stream().limit(1))
                .filter(probe -> probe.matcher() != AnswerMatcher.CHOICE)
                .limit(MOST)
                .toList();
        List<Passage> passages = passages(rounds);
        if (probes.isEmpty() || passages.isEmpty()) {
            return Optional.empty();
        }
        List<String> answers = base.answer(probes.stream()
                .map(probe -> new Question(best(probe, passages).text() + "\n\n" + probe.prompt(), probe.expect()))
                .toList());
        int retrieved = 0;
        int trained = 0;
        for (int i = 0; i < probes.size(); i++) {
            retrieved += AnswerMatching.pass(probes.get(i), answers.get(i)) ? 1 : 0;
            trained += candidate.reply(probes.get(i)).passed() ? 1 : 0;
        }
        double asked = probes.size();
        return Optional.of(new RetrievalBaseline(probes.size(), retrieved / asked, trained / asked));
    }

    private static List<Passage> passages(List<RoundContent> rounds) {
        List<Passage> passages = new ArrayList<>();
        for (RoundContent round : rounds) {
            for (CleanRecord record : round.records()) {
                String text = text(record.record());
                passages.add(new Passage(text, Shingles.set(text)));
            }
        }
        return passages;
    }

    private static String text(KnowledgeRecord record) {
        Stream<String> parts = Stream.of(
                        record.instruction(), record.input(), record.output(), record.title(), record.text())
                .filter(part -> part != null && !part.isBlank())
                .map(String::valueOf);
        Stream<String> said = Optional.ofNullable(record.messages()).stream()
                .flatMap(List::stream)
                .map(ChatMessage::content);
        return Stream.concat(parts, said).collect(Collectors.joining("\n"));
    }

    private static Passage best(Probe probe, List<Passage> passages) {
        long[] asked = Shingles.set(probe.prompt());
        return passages.stream()
                .max(Comparator.comparingDouble(passage -> Shingles.jaccard(asked, passage.shingles())))
                .orElseThrow();
    }
}
