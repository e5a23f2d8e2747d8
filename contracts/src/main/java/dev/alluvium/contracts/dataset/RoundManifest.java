package dev.alluvium.contracts.dataset;

import java.time.Instant;
import java.util.List;

/**
 * Which records made a round. Its bytes are fixed before it is written, and nobody ever writes a second one.
 *
 * <p>One without records is no round to be taught: it took the number to say what was dropped for good meanwhile.
 *
 * @param trigger what cut it: records, tokens, idle, max-wait or cut; sweep for one without records
 * @param records sorted by recordId
 * @param dropped what was dropped at this cut, sorted by recordId
 * @param superseded facts of which the round holds a newer revision than the live one
 */
public record RoundManifest(
        String model,
        String round,
        String trigger,
        Instant cutAt,
        List<SegmentRef> segments,
        List<RawRange> ranges,
        List<RoundRecord> records,
        List<DroppedRecord> dropped,
        List<String> superseded,
        List<ErasedFact> erased) {
    private static final String CUT = "cut";

    public RoundManifest {
        segments = List.copyOf(segments);
        ranges = List.copyOf(ranges);
        records = List.copyOf(records);
        dropped = List.copyOf(dropped);
        superseded = List.copyOf(superseded);
        erased = List.copyOf(erased);
    }

    /** Whether a command cut it, whatever the triggers said. */
    public boolean forced() {
        return trigger.equals(CUT);
    }

    /** Number of different facts among the records. */
    public long facts() {
        return records.stream().map(RoundRecord::fact).distinct().count();
    }
}
