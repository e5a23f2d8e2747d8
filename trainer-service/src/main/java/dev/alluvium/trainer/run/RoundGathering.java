package dev.alluvium.trainer.run;

import dev.alluvium.contracts.dataset.RoundManifest;
import dev.alluvium.contracts.dataset.RoundRecord;
import dev.alluvium.contracts.record.FactProbes;
import dev.alluvium.knowledge.facts.FactUnits;
import dev.alluvium.settings.GateConfig;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Decides whether the gate could judge what rounds teach. Rounds that are too small for that gather and are trained
 * together with the next ones, since a version that cannot be judged would keep all later ones waiting.
 */
final class RoundGathering {
    private RoundGathering() {}

    /**
     * What the rounds wait for and what ends that; empty if they can be judged, were cut by command, or erase something.
     *
     * @param probes the model's trusted probes
     */
    static Optional<String> waits(List<RoundManifest> rounds, Collection<FactProbes> probes, GateConfig gate) {
        Set<String> facts = rounds.stream()
                .flatMap(round -> round.records().stream())
                .map(RoundRecord::fact)
                .collect(Collectors.toSet());
        Set<String> trusted = probes.stream()
                .filter(fact -> !fact.probes().isEmpty())
                .map(FactProbes::fact)
                .collect(Collectors.toSet());
        FactUnits units = new FactUnits(facts);
        int all = FactUnits.count(facts);
        int probed = (int) facts.stream()
                .filter(trusted::contains)
                .map(units::of)
                .distinct()
                .count();
        boolean judged = all >= gate.minFacts() || all >= gate.leastFewFacts() && probed == all;
        boolean asked = rounds.stream()
                .anyMatch(round -> round.forced() || !round.erased().isEmpty());
        return facts.isEmpty() || judged || asked ? Optional.empty() : Optional.of(words(rounds, all, probed, gate));
    }

    private static String words(List<RoundManifest> rounds, int all, int probed, GateConfig gate) {
        String names = rounds.stream().map(RoundManifest::round).collect(Collectors.joining(", "));
        String few = gate.leastFewFacts() < gate.minFacts()
                ? ", or " + gate.leastFewFacts() + " each with a trusted probe, " + probed + " have one"
                : "";
        return names + " gather with the next rounds: needs " + gate.minFacts() + " facts, has " + all + few
                + "; ends at that, or with the next round that push --wait or train cuts";
    }
}
