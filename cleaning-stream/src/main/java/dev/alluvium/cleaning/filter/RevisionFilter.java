package dev.alluvium.cleaning.filter;

import dev.alluvium.cleaning.pipeline.Filter;
import dev.alluvium.cleaning.pipeline.FilterResult;
import dev.alluvium.cleaning.pipeline.FilteredRecord;
import dev.alluvium.contracts.record.ReasonCode;
import java.time.Duration;
import java.time.Instant;

/**
 * Drops records that claim to come from the future: they would shut out every later truth about their fact. The clock is
 * the broker's, as it stamped the record, so that the verdict is the same whenever it is made.
 */
public final class RevisionFilter implements Filter {
    private final Duration maxAhead;

    public RevisionFilter(Duration maxAhead) {
        this.maxAhead = maxAhead;
    }

    @Override
    public String name() {
        return "revision";
    }

    @Override
    public FilterResult apply(FilteredRecord filtered) {
        Instant latest = filtered.appendedAt().plus(maxAhead);
        return filtered.revision().isAfter(latest)
                ? new FilterResult.Drop(
                        ReasonCode.FUTURE_TIME,
                        "occurredAt=" + filtered.revision() + ": more than " + maxAhead.toMinutes()
                                + " minutes after it was received at " + filtered.appendedAt()
                                + "; check the clock and the zone of its source")
                : new FilterResult.Keep(filtered);
    }
}
