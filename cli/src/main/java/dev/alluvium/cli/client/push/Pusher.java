package dev.alluvium.cli.client.push;

import dev.alluvium.cli.client.CountText;
import dev.alluvium.cli.client.FileProblem;
import dev.alluvium.cli.client.Terminal;
import dev.alluvium.ingest.adapter.DocumentReader;
import dev.alluvium.ingest.admission.Admission;
import dev.alluvium.ingest.admission.Admission.Result;
import dev.alluvium.ingest.format.FilePosition;
import dev.alluvium.ingest.format.Formats;
import dev.alluvium.ingest.format.ReadOptions;
import dev.alluvium.ingest.format.RecordSource;
import dev.alluvium.ingest.format.SourceItem;
import dev.alluvium.knowledge.decode.RecordProblem;
import java.io.IOException;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Reads files as whatever they are and sends their records, a batch at a time. What the service would refuse is refused here
 * already, by the same rules, and named by file, line and column.
 */
final class Pusher {
    private final RecordSink sink;
    private final DocumentSink documents;
    private final PushJournal journal;
    private final ReadOptions options;
    private final Terminal terminal;
    private final Admission admission = new Admission();
    private final PushReport report = new PushReport();
    private final long began = System.nanoTime();
    private long size;
    private long sizeBefore;

    Pusher(RecordSink sink, DocumentSink documents, PushJournal journal, ReadOptions options, Terminal terminal) {
        this.sink = sink;
        this.documents = documents;
        this.journal = journal;
        this.options = options;
        this.terminal = terminal;
    }

    /** Pushes all files; one that cannot be read costs no other. */
    PushReport push(List<PushFile> files) {
        size = files.stream().mapToLong(PushFile::size).sum();
        for (PushFile file : files) {
            if (isDocument(file)) {
                upload(file);
            } else {
                push(file);
            }
            sizeBefore += file.size();
        }
        terminal.done();
        if (report.unreadable().isEmpty()) {
            journal.forget();
        }
        return report;
    }

    /** What the service reads itself, unless it is said to be something else. */
    private boolean isDocument(PushFile file) {
        return file.path() != null && options.format() == null && DocumentReader.isDocument(file.name());
    }

    private void upload(PushFile file) {
        report.model(options.defaults().get("model"));
        if (journal.isComplete(file)) {
            terminal.line(file.name() + ": was pushed before, nothing of it is sent again");
            report.skipped(journal.done(file));
            report.file();
            return;
        }
        terminal.waiting("uploading " + file.name());
        try {
            int records = documents.send(file);
            report.accepted(records);
            journal.note(file, records);
            journal.noteComplete(file);
            report.file();
        } catch (IOException e) {
            report.unreadable(file.name(), FileProblem.of(e));
        }
    }

    /** Also looks through what was pushed before: whoever waits for its models must know them. */
    private void push(PushFile file) {
        long skip = journal.done(file);
        if (journal.isComplete(file)) {
            terminal.line(file.name() + ": was pushed before, nothing of it is sent again");
        } else if (skip > 0) {
            terminal.line(file.name() + ": goes on behind record " + skip);
        }
        PushBatch batch = new PushBatch(sink, report, file.name());
        long items = 0;
        try (Counting in = new Counting(file.open());
                RecordSource records = Formats.open(in, options.named(file.name()))) {
            for (SourceItem item = records.next(); item != null; item = records.next()) {
                Result judged = admission.judge(item);
                if (judged instanceof Result.Accepted accepted) {
                    report.model(accepted.record().model());
                }
                if (++items <= skip) {
                    report.skipped(1);
                    continue;
                }
                add(batch, item, judged, file.name());
                if (batch.isFull()) {
                    batch.flush();
                    journal.note(file, items);
                }
                progress(in.count());
            }
            batch.flush();
            journal.noteComplete(file);
            report.file();
        } catch (IOException e) {
            batch.flush();
            journal.note(file, items);
            report.unreadable(
                    file.name(), FileProblem.of(e) + " (" + CountText.of(items, "record") + " before it came through)");
        }
    }

    private void add(PushBatch batch, SourceItem item, Result judged, String name) {
        if (judged instanceof Result.Accepted accepted) {
            batch.add(item.place(), accepted.record().value());
            return;
        }
        Result.Refused refused = (Result.Refused) judged;
        FilePosition at = item.place();
        long column = refused.column() > 0 ? Math.max(0, at.column() - 1) + refused.column() : at.column();
        String why = refused.problems().stream().map(RecordProblem::toString).collect(Collectors.joining("; "));
        report.refused(new PushReport.Problem(name, at.line(), column, why));
    }

    private void progress(long read) {
        if (report.accepted() == 0) {
            return;
        }
        long done = sizeBefore + read;
        TransferRate pace = new TransferRate(report.accepted(), done, size, System.nanoTime() - began);
        terminal.progress("pushing", done, size, pace.sentence());
    }
}
