package dev.alluvium.serving.engine;

import dev.alluvium.model.DecodeBatch;
import dev.alluvium.model.GenerationRow;
import dev.alluvium.serving.openai.ApiError;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Decodes the sequences of one version together, one token of each at a time. Sequences join and leave between tokens
 * (continuous batching).
 */
final class SequenceScheduler implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(SequenceScheduler.class);

    private final DecodeBatch batch;
    private final List<Sequence> sequences = new ArrayList<>();

    private record Sequence(RunningRequest answering, GenerationRow row) {}

    SequenceScheduler(LoadedVersion version) {
        this.batch = new DecodeBatch(version.adapter());
    }

    void join(RunningRequest answering) {
        TokenizedRequest prompted = answering.prompted();
        GenerationRow row = batch.join(0, prompted.prompt(), prompted.options(), answering.stream());
        sequences.add(new Sequence(answering, row));
    }

    /** A token for each answer. If that fails, none of them can go on. */
    void step() {
        try {
            batch.step();
        } catch (RuntimeException | OutOfMemoryError e) {
            LOG.atError()
                    .addKeyValue(
                            "version",
                            sequences.get(0).answering().active().live().proof().version())
                    .setCause(e)
                    .log("{} answers failed", sequences.size());
            fail(ApiError.fault());
            return;
        }
        for (Iterator<Sequence> each = sequences.iterator(); each.hasNext(); ) {
            Sequence sequence = each.next();
            if (sequence.row().ended()) {
                each.remove();
                sequence.answering().end(new AnswerEvent.Done(sequence.row().result()));
            }
        }
    }

    /** Gives every answer up. */
    void fail(ApiError error) {
        sequences.forEach(sequence -> sequence.answering().failed(error));
        sequences.clear();
    }

    boolean isEmpty() {
        return sequences.isEmpty();
    }

    /** Tokens that its cache has places for. */
    long places() {
        return batch.places();
    }

    long placesWith(RunningRequest answering) {
        return batch.placesWith(answering.prompted().tokens());
    }

    @Override
    public void close() {
        batch.close();
    }
}
