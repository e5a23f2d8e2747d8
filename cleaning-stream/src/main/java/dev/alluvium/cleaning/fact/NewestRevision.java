package dev.alluvium.cleaning.fact;

import dev.alluvium.contracts.record.ReasonCode;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The newest revision among some: its time and its wordings. Older ones judge nobody. */
record NewestRevision(@Nullable Instant at, List<Revision> wordings) {
    /** A reason not to use a candidate, and the recordId that it loses against. */
    record Objection(ReasonCode reason, String because) {}

    static NewestRevision of(Collection<Revision> revisions) {
        Instant at = revisions.stream()
                .map(Revision::at)
                .max(Comparator.naturalOrder())
                .orElse(null);
        return new NewestRevision(
                at, revisions.stream().filter(each -> each.at().equals(at)).toList());
    }

    boolean isEmpty() {
        return at == null;
    }

    boolean isAfter(NewestRevision other) {
        return at != null && (other.at == null || at.isAfter(other.at));
    }

    boolean isBefore(Instant time) {
        return at == null || at.isBefore(time);
    }

    /** Equal content whatever its time, an older time, or the same time with another answer. */
    Optional<Objection> objection(Revision candidate) {
        if (at == null) {
            return Optional.empty();
        }
        return first(ReasonCode.DUPLICATE, each -> each.contentHash().equals(candidate.contentHash()))
                .or(() -> candidate.at().isBefore(at) ? first(ReasonCode.STALE, each -> true) : Optional.empty())
                .or(() -> candidate.at().equals(at)
                        ? first(ReasonCode.CONTRADICTION, each -> each.contradicts(candidate))
                        : Optional.empty());
    }

    private Optional<Objection> first(ReasonCode reason, java.util.function.Predicate<Revision> objects) {
        return wordings.stream().filter(objects).findFirst().map(each -> new Objection(reason, each.recordId()));
    }
}
