package dev.alluvium.cleaning.decision;

import dev.alluvium.cleaning.fact.DroppedRecords;
import dev.alluvium.cleaning.fact.FactDecision;
import dev.alluvium.contracts.control.ControlCommand;
import dev.alluvium.contracts.control.ControlCommand.RoundDecided;
import dev.alluvium.contracts.dataset.DroppedRecord;
import dev.alluvium.contracts.dataset.RoundManifest;
import dev.alluvium.contracts.dataset.RoundRecord;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** Expands the verdict on a round into one decision for each of its facts, by the round's manifest. */
public final class VerdictExpansion {
    private VerdictExpansion() {}

    /** One decision for each fact of which the round holds or its cut dropped a record, in order of the facts' names. */
    public static List<FactDecision> of(RoundDecided verdict, RoundManifest manifest) {
        Map<String, List<RoundRecord>> records =
                manifest.records().stream().collect(Collectors.groupingBy(RoundRecord::fact));
        Map<String, List<DroppedRecord>> dropped =
                manifest.dropped().stream().collect(Collectors.groupingBy(DroppedRecord::fact));
        TreeSet<String> facts = new TreeSet<>(records.keySet());
        facts.addAll(dropped.keySet());
        return facts.stream()
                .map(fact -> new FactDecision(
                        verdict.model(),
                        fact,
                        verdict.round(),
                        verdict.generation(),
                        verdict.outcome(),
                        records.getOrDefault(fact, List.of()).stream()
                                .map(VerdictExpansion::accepted)
                                .toList(),
                        dropped.getOrDefault(fact, List.of()).stream()
                                .map(FactDecision.Dropped::of)
                                .toList()))
                .toList();
    }

    /** One departure for each fact of which a record was dropped, in order of the facts' names. */
    public static List<DroppedRecords> departures(ControlCommand.Dropped command) {
        Map<String, List<FactDecision.Dropped>> byFact = new TreeMap<>();
        for (DroppedRecord record : command.records()) {
            byFact.computeIfAbsent(record.fact(), fact -> new ArrayList<>()).add(FactDecision.Dropped.of(record));
        }
        return byFact.entrySet().stream()
                .map(fact -> new DroppedRecords(command.model(), fact.getKey(), fact.getValue()))
                .toList();
    }

    private static FactDecision.Accepted accepted(RoundRecord record) {
        return new FactDecision.Accepted(record.recordId(), record.revision(), record.contentHash(), record.position());
    }
}
