package dev.alluvium.knowledge.facts;

import dev.alluvium.contracts.dataset.ErasedFact;
import dev.alluvium.contracts.object.Digest;
import dev.alluvium.contracts.record.CleanRecord;
import java.util.Collection;
import java.util.List;
import java.util.stream.Stream;

/**
 * What a round holds.
 *
 * @param erased what was erased when it was cut
 */
public record RoundContent(String round, List<CleanRecord> records, List<ErasedFact> erased) {
    public RoundContent {
        records = List.copyOf(records);
        erased = List.copyOf(erased);
    }

    /** Without the records that are erased. */
    public RoundContent without(Erasures erasures) {
        return new RoundContent(
                round,
                records.stream().filter(record -> !erasures.covers(record)).toList(),
                erased);
    }

    /** Names what rounds teach, whatever they are called: a round whose records were offered again has the same digest. */
    public static String digest(Collection<RoundContent> rounds) {
        return Digest.id(Stream.concat(
                        rounds.stream()
                                .flatMap(round -> round.records().stream())
                                .map(CleanRecord::recordId),
                        rounds.stream()
                                .flatMap(round -> round.erased().stream())
                                .map(fact -> "erased " + fact.fact()))
                .distinct()
                .sorted()
                .toArray(String[]::new));
    }
}
