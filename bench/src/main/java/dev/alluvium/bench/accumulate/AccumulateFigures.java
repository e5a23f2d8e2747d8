package dev.alluvium.bench.accumulate;

import dev.alluvium.bench.Rate;

/**
 * What the job did with the records, beside its ceilings in the same process.
 *
 * @param job all of it: segments, signatures, verdicts, manifests
 * @param passThrough a job that reads the same topic on the same cluster and does nothing
 * @param recordBytes of a record in the topic, on average
 * @param objects that the job wrote: segments, their markers, manifests
 * @param rawWriteSeconds that as many conditional writes of as many bytes take by themselves, one after the other
 * @param rounds that were cut
 * @param taught records in them
 * @param dropped at the cuts, as duplicates across facts
 * @param waiting records that no round has yet: held by an undecided one, or too few for another
 * @param indexBytes of heap by which duplicates are judged, and the records in it
 * @param checkpointBytes of the newest checkpoint
 */
public record AccumulateFigures(
        AccumulateSettings settings,
        Rate job,
        Rate passThrough,
        long recordBytes,
        int objects,
        long objectBytes,
        double rawWriteSeconds,
        int rounds,
        long taught,
        long dropped,
        long waiting,
        long indexRecords,
        long indexBytes,
        long checkpointBytes) {
    /** The job's speed as a share of that of a job that does nothing, by CPU time. */
    public double share() {
        return job.perCpuSecond() / passThrough.perCpuSecond();
    }

    /** Bytes of records in a second by the clock. */
    public double bytesPerSecond() {
        return job.perSecond() * recordBytes;
    }

    /** Bytes of objects that the store takes in a second by the clock when it does nothing else. */
    public double rawBytesPerSecond() {
        return objectBytes / rawWriteSeconds;
    }
}
