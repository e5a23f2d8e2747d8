package dev.alluvium.trainer.run;

import dev.alluvium.trainer.plan.RunPlan;
import java.util.Locale;
import java.util.stream.Stream;

/** A run that lacks memory even for one row at a time. Also tells a lack of memory from other failures. */
final class OutOfMemoryException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private OutOfMemoryException(String message) {
        super(message);
    }

    static boolean caused(Throwable failure) {
        return Stream.iterate(failure, cause -> cause != null, Throwable::getCause)
                .anyMatch(OutOfMemoryException::is);
    }

    /** @param how the attempt ended, such as "ran out of memory" */
    static OutOfMemoryException withOneRow(RunPlan plan, String how) {
        return new OutOfMemoryException("attempt %s %s with a single row of %d tokens at a time; %s"
                .formatted(
                        plan.attempt(),
                        how,
                        plan.batches().width(),
                        "lower training.row-tokens or training.rank, or give the trainer more memory"));
    }

    private static boolean is(Throwable failure) {
        String message = String.valueOf(failure.getMessage()).toLowerCase(Locale.ROOT);
        return failure instanceof OutOfMemoryError
                || message.contains("out of memory")
                || message.contains("not enough memory")
                || message.contains("can't allocate memory");
    }
}
