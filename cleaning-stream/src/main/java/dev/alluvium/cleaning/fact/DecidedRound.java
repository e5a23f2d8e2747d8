package dev.alluvium.cleaning.fact;

import java.time.Instant;
import java.util.Comparator;
import java.util.List;

/**
 * The latest verdict on a round, as far as it concerns one fact. A refused round is remembered too: a second promotion
 * makes it live again.
 */
public record DecidedRound(String round, long generation, boolean live, List<Revision> revisions) {
    public DecidedRound {
        revisions = List.copyOf(revisions);
    }

    Instant newest() {
        return revisions.stream()
                .map(Revision::at)
                .max(Comparator.naturalOrder())
                .orElse(Instant.MIN);
    }

    DecidedRound erased(Instant through) {
        return new DecidedRound(
                round,
                generation,
                live,
                revisions.stream().filter(each -> each.at().isAfter(through)).toList());
    }
}
