package dev.alluvium.serving.engine;

import dev.alluvium.model.DecodeBatch;
import dev.alluvium.model.GenerationRow;
import dev.alluvium.serving.openai.ApiError;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The answers of one version, made together. */
final class Lane implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Lane.class);

    private final DecodeBatch batch;
    private final List<Seat> seats = new ArrayList<>();

    private record Seat(Answering answering, GenerationRow row) {}

    Lane(Loaded version) {
        this.batch = new DecodeBatch(version.adapter());
    }

    void join(Answering answering) {
        Prompted prompted = answering.prompted();
        GenerationRow row = batch.join(0, prompted.prompt(), prompted.options(), answering.stream());
        seats.add(new Seat(answering, row));
    }

    /** A token for each answer. If that fails, none of them can go on. */
    void step() {
        try {
            batch.step();
        } catch (RuntimeException | OutOfMemoryError e) {
            LOG.atError()
                    .addKeyValue(
                            "version",
                            seats.get(0).answering().active().live().proof().version())
                    .setCause(e)
                    .log("{} answers failed", seats.size());
            fail(ApiError.fault());
            return;
        }
        for (Iterator<Seat> each = seats.iterator(); each.hasNext(); ) {
            Seat seat = each.next();
            if (seat.row().ended()) {
                each.remove();
                seat.answering().end(new AnswerEvent.Done(seat.row().result()));
            }
        }
    }

    /** Gives every answer up. */
    void fail(ApiError error) {
        seats.forEach(seat -> seat.answering().failed(error));
        seats.clear();
    }

    boolean isEmpty() {
        return seats.isEmpty();
    }

    /** Tokens that its cache has places for. */
    long places() {
        return batch.places();
    }

    long placesWith(Answering answering) {
        return batch.placesWith(answering.prompted().tokens());
    }

    @Override
    public void close() {
        batch.close();
    }
}
