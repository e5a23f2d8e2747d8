package dev.alluvium.accumulator.round;

import dev.alluvium.contracts.dataset.DroppedRecord;
import dev.alluvium.contracts.dataset.RoundManifest;
import dev.alluvium.contracts.dataset.RoundRecord;
import dev.alluvium.contracts.record.RawPosition;
import java.time.Instant;
import java.util.Comparator;
import org.jspecify.annotations.Nullable;

/**
 * What a manifest in the store says of a record that this state has not read yet. Such records exist only where a
 * state is older than the manifest, as that of an older savepoint. They were decided then and are not judged again,
 * whatever became of the round since.
 *
 * @param round that lists the record
 * @param dropped null for a record of the round itself
 * @param at when that was decided
 */
public record AwaitedRecord(
        String round, RawPosition position, @Nullable DroppedRecord dropped, Instant at)
        implements Comparable<AwaitedRecord> {
    private static final Comparator<AwaitedRecord> ORDER =
            Comparator.comparing(AwaitedRecord::position).thenComparing(AwaitedRecord::round);

    static AwaitedRecord of(RoundManifest manifest, RoundRecord record) {
        return new AwaitedRecord(manifest.round(), record.position(), null, manifest.cutAt());
    }

    static AwaitedRecord of(RoundManifest manifest, DroppedRecord record) {
        return new AwaitedRecord(manifest.round(), record.position(), record, manifest.cutAt());
    }

    /** Before all of a position. */
    static AwaitedRecord at(RawPosition position) {
        return new AwaitedRecord("", position, null, Instant.EPOCH);
    }

    boolean conditional() {
        return dropped != null && dropped.conditional();
    }

    /** The same, now that the round is live. */
    AwaitedRecord decided(Instant when) {
        return dropped == null
                ? this
                : new AwaitedRecord(
                        round,
                        position,
                        new DroppedRecord(dropped.ref(), dropped.cause(), dropped.because(), false),
                        when);
    }

    @Override
    public int compareTo(AwaitedRecord other) {
        return ORDER.compare(this, other);
    }
}
