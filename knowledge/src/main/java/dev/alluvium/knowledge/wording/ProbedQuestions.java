package dev.alluvium.knowledge.wording;

import dev.alluvium.contracts.record.Probe;
import dev.alluvium.knowledge.text.RecordIdentity;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/**
 * Which facts the trusted probes of a model ask by a question, in exactly its words once these are normalised. A record
 * of another fact that asks the same would teach the words that evaluation uses. What is merely near is no match: the
 * probes of two siblings often differ by a name alone.
 */
public final class ProbedQuestions {
    /** Of a model without trusted probes. */
    public static final ProbedQuestions NONE = new ProbedQuestions(Map.of());

    private final Map<String, Set<String>> facts;

    private ProbedQuestions(Map<String, Set<String>> facts) {
        this.facts = facts;
    }

    /** Of trusted probes by fact. */
    public static ProbedQuestions of(Map<String, ? extends Collection<Probe>> byFact) {
        Map<String, Set<String>> facts = new HashMap<>();
        byFact.forEach((fact, probes) -> probes.forEach(
                probe -> facts.computeIfAbsent(RecordIdentity.question(probe.prompt()), question -> new HashSet<>(1))
                        .add(fact)));
        return new ProbedQuestions(facts);
    }

    /**
     * Whether a probe of another fact than {@code fact} asks it.
     *
     * @param question normalised as by {@link RecordIdentity#question}
     */
    public boolean elsewhere(String fact, String question) {
        return facts.getOrDefault(question, Set.of()).stream().anyMatch(probed -> !probed.equals(fact));
    }
}
