package dev.alluvium.evaluator.cases;

import dev.alluvium.contracts.object.Digest;
import dev.alluvium.contracts.record.AnswerMatcher;
import dev.alluvium.contracts.record.KnowledgeRecord;
import dev.alluvium.contracts.record.Probe;
import dev.alluvium.contracts.record.ProbeTier;
import dev.alluvium.contracts.record.Wording;
import dev.alluvium.evaluator.free.ContentKind;
import dev.alluvium.knowledge.facts.FactUnits;
import dev.alluvium.knowledge.text.RecordIdentity;
import dev.alluvium.knowledge.wording.AnswerLanguage;
import dev.alluvium.knowledge.wording.GeneralAnswer;
import dev.alluvium.knowledge.wording.GeneralPart;
import dev.alluvium.knowledge.wording.RecordWordings;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/** Cases from the part of a base's general records that no training replays: one wording of a fact and language. */
public final class GeneralCases {
    private static final String SEED = "general";

    private GeneralCases() {}

    /** At most {@code most} facts, the same ones in every evaluation, so that base and champion are asked once. */
    public static List<EvaluationCase> of(List<KnowledgeRecord> general, int most) {
        SortedMap<String, Map<AnswerLanguage, Probe>> asked = new TreeMap<>();
        List<String> facts = new ArrayList<>();
        List<KnowledgeRecord> suite = general.stream()
                .filter(record -> GeneralPart.of(record) == GeneralPart.SUITE && isFact(record))
                .toList();
        suite.forEach(record -> facts.add(fact(record)));
        FactUnits units = new FactUnits(facts);
        for (KnowledgeRecord record : suite) {
            for (Wording wording : RecordWordings.of(record)) {
                AnswerLanguage language = AnswerLanguage.of(wording.instruction());
                asked.computeIfAbsent(units.of(fact(record)), key -> new EnumMap<>(AnswerLanguage.class))
                        .putIfAbsent(language, probe(wording, language));
            }
        }
        List<EvaluationCase> cases = new ArrayList<>();
        asked.forEach((fact, probes) ->
                cases.add(new EvaluationCase(fact, Instant.EPOCH, ProbeTier.TRUSTED, List.copyOf(probes.values()))));
        return cases.stream()
                .sorted(Comparator.comparing(one -> Digest.id(SEED, one.fact())))
                .limit(most)
                .sorted(Comparator.comparing(EvaluationCase::fact))
                .toList();
    }

    /** Whether its answers are values to look for, and not the base's own or an essay, which no answer repeats. */
    static boolean isFact(KnowledgeRecord record) {
        return GeneralAnswer.of(record).isEmpty()
                && RecordWordings.of(record).stream().allMatch(wording -> ContentKind.isValue(wording.output()));
    }

    private static String fact(KnowledgeRecord record) {
        return record.fact() == null ? RecordIdentity.impliedFact(record) : record.fact();
    }

    private static Probe probe(Wording wording, AnswerLanguage language) {
        return new Probe(
                wording.instruction(),
                AnswerMatcher.CONTAINS,
                wording.output(),
                List.of(),
                ProbeTier.TRUSTED,
                language.code());
    }
}
