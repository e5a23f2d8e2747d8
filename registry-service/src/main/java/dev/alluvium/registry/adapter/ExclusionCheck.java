package dev.alluvium.registry.adapter;

import dev.alluvium.contracts.dataset.Exclusion;
import dev.alluvium.contracts.dataset.RoundManifest;
import dev.alluvium.contracts.dataset.RoundRecord;
import dev.alluvium.knowledge.round.RoundReader;
import dev.alluvium.knowledge.round.UnreadableRoundException;
import dev.alluvium.runtime.http.HttpProblem;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * Checks that a round has the sources and records that its requeue excludes: a misspelt name would offer again the
 * very records that were to stay.
 */
final class ExclusionCheck {
    private static final int NAMED = 20;

    private final RoundReader rounds;

    ExclusionCheck(RoundReader rounds) {
        this.rounds = rounds;
    }

    /**
     * Checks the names; a round that is not in the store is for the registry to refuse.
     *
     * @throws HttpProblem 400 if a source or a record is named that the round does not have, 409 if that cannot be told,
     *     because the store does not hold the round as it was written
     */
    void check(String model, String round, Exclusion except) {
        try {
            rounds.find(model, round).ifPresent(manifest -> check(manifest, except));
        } catch (UnreadableRoundException e) {
            throw new HttpProblem(409, "Unreadable round", String.valueOf(e.getMessage()));
        }
    }

    private void check(RoundManifest manifest, Exclusion except) {
        Set<String> records =
                manifest.records().stream().map(RoundRecord::recordId).collect(Collectors.toSet());
        check(manifest.round(), "record", except.records(), records);
        if (!except.sources().isEmpty()) {
            check(manifest.round(), "source", except.sources(), sources(manifest));
        }
    }

    private static void check(String round, String what, Collection<String> named, Set<String> known) {
        List<String> unknown =
                named.stream().filter(name -> !known.contains(name)).toList();
        if (!unknown.isEmpty()) {
            throw new HttpProblem(
                    400,
                    "Unknown " + what,
                    "except." + what + "s=" + String.join(",", unknown) + ": round " + round + " has none such; it has "
                            + known.stream().sorted().limit(NAMED).collect(Collectors.joining(", "))
                            + (known.size() > NAMED ? " and " + (known.size() - NAMED) + " more" : ""));
        }
    }

    private Set<String> sources(RoundManifest manifest) {
        return rounds.content(manifest).records().stream()
                .map(record -> record.record().source())
                .filter(Objects::nonNull)
                .collect(Collectors.toCollection(TreeSet::new));
    }
}
