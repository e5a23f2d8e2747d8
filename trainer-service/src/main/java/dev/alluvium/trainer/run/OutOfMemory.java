package dev.alluvium.trainer.run;

import java.util.Locale;
import java.util.stream.Stream;

/** Tells a lack of memory, of Java's or of the tensors', from other failures. */
final class OutOfMemory {
    private OutOfMemory() {}

    static boolean caused(Throwable failure) {
        return Stream.iterate(failure, cause -> cause != null, Throwable::getCause)
                .anyMatch(OutOfMemory::is);
    }

    private static boolean is(Throwable failure) {
        String message = String.valueOf(failure.getMessage()).toLowerCase(Locale.ROOT);
        return failure instanceof OutOfMemoryError
                || message.contains("out of memory")
                || message.contains("not enough memory")
                || message.contains("can't allocate memory");
    }
}
