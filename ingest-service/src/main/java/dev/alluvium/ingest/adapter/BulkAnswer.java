package dev.alluvium.ingest.adapter;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.alluvium.contracts.json.Json;
import dev.alluvium.contracts.record.RawPosition;
import dev.alluvium.ingest.admission.Admission.Result.Refused;
import dev.alluvium.runtime.http.HttpProblem;
import java.io.IOException;
import java.io.OutputStream;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The answer to a bulk request, written while the request is read: {@code {"results":[…],"accepted":2,"refused":1}}. */
final class BulkAnswer {
    private final Supplier<OutputStream> target;
    private @Nullable JsonGenerator json;
    private long accepted;
    private long refused;

    /**
     * Nothing is written before the first line's result is known.
     *
     * @param target where the answer goes, asked for once
     */
    BulkAnswer(Supplier<OutputStream> target) {
        this.target = target;
    }

    /** Whether it has begun: then the status can no longer tell of a problem. */
    boolean hasBegun() {
        return json != null;
    }

    void accepted(long line, RawPosition position) throws IOException {
        accepted++;
        begin(line, 202);
        out().writeObjectField("position", position);
        out().writeEndObject();
    }

    void refused(long line, Refused why) throws IOException {
        refused++;
        begin(line, why.tooLarge() ? 413 : 400);
        out().writeObjectField("errors", why.problems());
        out().writeEndObject();
    }

    /**
     * Ends the answer.
     *
     * @param stopped why nothing behind the last line was read; null if all was
     */
    void end(@Nullable HttpProblem stopped) throws IOException {
        out().writeEndArray();
        out().writeNumberField("accepted", accepted);
        out().writeNumberField("refused", refused);
        if (stopped != null) {
            out().writeObjectField("stopped", stopped.body());
        }
        out().writeEndObject();
        out().close();
    }

    private void begin(long line, int status) throws IOException {
        out().writeStartObject();
        out().writeNumberField("line", line);
        out().writeNumberField("status", status);
    }

    private JsonGenerator out() throws IOException {
        JsonGenerator begun = json;
        if (begun == null) {
            begun = Json.mapper().getFactory().createGenerator(target.get());
            begun.writeStartObject();
            begun.writeArrayFieldStart("results");
            json = begun;
        }
        return begun;
    }
}
