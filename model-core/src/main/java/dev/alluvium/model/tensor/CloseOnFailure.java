package dev.alluvium.model.tensor;

import java.io.Closeable;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** Closes a resource when opening what builds on it fails. */
public final class CloseOnFailure {
    private CloseOnFailure() {}

    /** Closes, if there is anything; a failure to is told with {@code cause}, which is about to be thrown. */
    public static void after(Exception cause, @Nullable Closeable opened) {
        try {
            if (opened != null) {
                opened.close();
            }
        } catch (IOException e) {
            cause.addSuppressed(e);
        }
    }
}
