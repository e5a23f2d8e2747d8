package dev.alluvium.trainer.run;

import dev.alluvium.trainer.plan.RunPlan;
import java.util.Locale;
import java.util.stream.Stream;

/** Tells a lack of memory, of Java's or of the tensors', from other failures. */
final class OutOfMemory {
    private OutOfMemory() {}

    static boolean caused(Throwable failure) {
        return Stream.iterate(failure, cause -> cause != null, Throwable::getCause)
                .anyMatch(OutOfMemory::is);
    }

    /** What to tell of a run for which not even one row at a time is little enough. */
    static String detail(RunPlan plan) {
        return "attempt %s ran out of memory with a single row of %d tokens at a time; %s"
                .formatted(
                        plan.attempt(),
                        plan.batches().width(),
                        "lower training.row-tokens or training.rank, or give the trainer more memory");
    }

    private static boolean is(Throwable failure) {
        String message = String.valueOf(failure.getMessage()).toLowerCase(Locale.ROOT);
        return failure instanceof OutOfMemoryError
                || message.contains("out of memory")
                || message.contains("not enough memory")
                || message.contains("can't allocate memory");
    }
}
