package dev.alluvium.ingest.admission;

import dev.alluvium.contracts.record.KnowledgeRecord;
import dev.alluvium.ingest.format.SourceItem;
import dev.alluvium.knowledge.decode.Decoded;
import dev.alluvium.knowledge.decode.RecordDecoder;
import dev.alluvium.knowledge.decode.RecordProblem;
import java.util.List;
import java.util.Map;

/** Decides on a record with the very decoder that cleaning uses, so that what is admitted is no surprise later. */
public final class Admission {
    private final RecordDecoder decoder = new RecordDecoder();

    /** What is made of one record. */
    public sealed interface Result {
        record Accepted(Admitted record) implements Result {}

        /**
         * It is refused.
         *
         * @param tooLarge whether its size alone is the reason
         * @param column where reading stopped, from 1, if the record is one line and no JSON; else 0
         */
        record Refused(List<RecordProblem> problems, boolean tooLarge, int column) implements Result {
            public Refused {
                problems = List.copyOf(problems);
            }
        }
    }

    /** Judges what a reader found. */
    public Result judge(SourceItem item) {
        if (item instanceof SourceItem.Broken broken) {
            RecordProblem problem = new RecordProblem("", broken.problem(), null);
            return new Result.Refused(List.of(problem), broken.tooLarge(), 0);
        }
        return judge(((SourceItem.Found) item).json(), Map.of());
    }

    /** Judges one record; {@code headers} hold a CloudEvent's attributes in binary mode. */
    public Result judge(byte[] value, Map<String, String> headers) {
        Decoded decoded = decoder.decode(value, headers);
        if (decoded instanceof Decoded.Undecodable undecodable) {
            RecordProblem problem = new RecordProblem("", undecodable.problem(), null);
            return new Result.Refused(List.of(problem), value.length > RecordDecoder.MAX_BYTES, undecodable.column());
        }
        Decoded.Parsed parsed = (Decoded.Parsed) decoded;
        return parsed.problems().isEmpty()
                ? new Result.Accepted(admitted(parsed.record(), value, headers))
                : new Result.Refused(parsed.problems(), false, 0);
    }

    private static Admitted admitted(KnowledgeRecord record, byte[] value, Map<String, String> headers) {
        return new Admitted(record.model(), record.fact(), record.source(), value, headers);
    }
}
