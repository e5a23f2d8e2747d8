package dev.alluvium.runtime.work;

import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** Work on a thread that tells what becomes of it; given to a {@link Supervisor} it shows in health, status and meters. */
public interface Supervised {
    /** The thread's name. */
    String name();

    /** What keeps the thread from its work at this moment. */
    Optional<Trouble> trouble();

    /** What it could not do and went on without, one sentence each. */
    default List<String> notes() {
        return List.of();
    }

    /** Tells {@code listener} of each failure from now on, on the thread that failed. */
    void onFailure(Consumer<Throwable> listener);

    /**
     * Why a thread does not do its work.
     *
     * @param lasting whether it failed again and again, so that a restart of the process is what is left
     * @param detail one sentence
     */
    record Trouble(boolean lasting, String detail) {
        static Trouble of(boolean lasting, String name, Throwable failure, String what) {
            String message = failure.getMessage() == null ? "" : ": " + failure.getMessage();
            return new Trouble(
                    lasting,
                    "the thread " + name + " failed with " + failure.getClass().getSimpleName() + message + "; "
                            + what);
        }
    }
}
