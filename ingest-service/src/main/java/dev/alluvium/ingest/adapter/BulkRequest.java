package dev.alluvium.ingest.adapter;

import dev.alluvium.contracts.record.RawPosition;
import dev.alluvium.ingest.admission.Admission;
import dev.alluvium.ingest.admission.Admission.Result;
import dev.alluvium.ingest.admission.Admitted;
import dev.alluvium.ingest.format.Formats;
import dev.alluvium.ingest.format.RecordSource;
import dev.alluvium.ingest.format.SourceItem;
import dev.alluvium.runtime.http.HttpProblem;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.function.Function;
import java.util.function.IntConsumer;
import java.util.function.ToLongFunction;

/**
 * Appends the lines of a request as they come, a batch at a time, so that neither the request nor its answer is ever held whole.
 * What was answered with 202 stays, whatever happens to the lines behind it.
 */
final class BulkRequest {
    private static final int BATCH = 500;
    private static final long BATCH_BYTES = 4 << 20;

    private final Admission admission;
    private final Function<List<Admitted>, List<RawPosition>> append;
    private final IntConsumer refusals;
    private final BulkAnswer answer;
    private final List<Line> batch = new ArrayList<>();
    private long bytes;

    private record Line(long number, Result result) {}

    /**
     * A bulk request.
     *
     * @param append appends what was admitted and returns where it stands, or throws a problem
     * @param refusals told how many were not admitted
     */
    BulkRequest(
            Admission admission,
            Function<List<Admitted>, List<RawPosition>> append,
            IntConsumer refusals,
            BulkAnswer answer) {
        this.admission = admission;
        this.append = append;
        this.refusals = refusals;
        this.answer = answer;
    }

    /**
     * Reads to the end, or to what stops it.
     *
     * @throws HttpProblem if nothing was answered before it
     */
    void lines(InputStream body) throws IOException {
        run(Formats.lines(body), item -> item.place().line());
    }

    /**
     * Reads an array, each element of which has its own result under its number, as {@link #lines} reads lines.
     *
     * @throws HttpProblem if nothing was answered before it
     */
    void elements(InputStream body) throws IOException {
        run(Formats.array(body), item -> item.place().record());
    }

    private void run(RecordSource source, ToLongFunction<SourceItem> number) throws IOException {
        HttpProblem stopped = null;
        try (source) {
            for (SourceItem item = source.next(); item != null; item = source.next()) {
                Result result = admission.judge(item);
                batch.add(new Line(number.applyAsLong(item), result));
                bytes += result instanceof Result.Accepted accepted
                        ? accepted.record().value().length
                        : 0;
                if (batch.size() >= BATCH || bytes >= BATCH_BYTES) {
                    flush();
                }
            }
            flush();
        } catch (HttpProblem e) {
            stopped = orThrow(e);
        } catch (IOException e) {
            stopped = orThrow(RequestBody.problem(e));
        }
        answer.end(stopped);
    }

    private HttpProblem orThrow(HttpProblem problem) {
        if (!answer.hasBegun()) {
            throw problem;
        }
        return problem;
    }

    private void flush() throws IOException {
        List<Admitted> admitted = new ArrayList<>();
        for (Line line : batch) {
            if (line.result() instanceof Result.Accepted accepted) {
                admitted.add(accepted.record());
            }
        }
        refusals.accept(batch.size() - admitted.size());
        Iterator<RawPosition> positions = append.apply(admitted).iterator();
        for (Line line : batch) {
            if (line.result() instanceof Result.Refused refused) {
                answer.refused(line.number(), refused);
            } else {
                answer.accepted(line.number(), positions.next());
            }
        }
        batch.clear();
        bytes = 0;
    }
}
