package dev.alluvium.cli.client.push;

import dev.alluvium.ingest.format.FilePosition;
import java.util.ArrayList;
import java.util.List;

/** Records on their way to the sink, with their places. */
final class PushBatch {
    private static final int RECORDS = 500;
    private static final long BYTES = 4 << 20;

    private final RecordSink sink;
    private final PushReport report;
    private final String file;
    private final List<FilePosition> places = new ArrayList<>();
    private final List<byte[]> lines = new ArrayList<>();
    private long bytes;

    PushBatch(RecordSink sink, PushReport report, String file) {
        this.sink = sink;
        this.report = report;
        this.file = file;
    }

    void add(FilePosition place, byte[] line) {
        places.add(place);
        lines.add(line);
        bytes += line.length;
    }

    boolean isFull() {
        return lines.size() >= RECORDS || bytes >= BYTES;
    }

    /** Returns when the sink has decided on each record. */
    void flush() {
        if (lines.isEmpty()) {
            return;
        }
        int[] refused = {0};
        sink.send(lines, (index, why) -> {
            refused[0]++;
            FilePosition at = places.get(index);
            report.refused(new PushReport.Problem(file, at.line(), at.column(), why));
        });
        report.accepted(lines.size() - refused[0]);
        places.clear();
        lines.clear();
        bytes = 0;
    }
}
