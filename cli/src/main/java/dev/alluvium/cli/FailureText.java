package dev.alluvium.cli;

import dev.alluvium.cli.client.CliException;
import dev.alluvium.cli.client.FileProblem;
import dev.alluvium.model.ModelException;
import dev.alluvium.settings.binder.ConfigException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileSystemException;
import java.nio.file.InvalidPathException;
import java.util.Objects;

/**
 * What a user reads when a command ends by an exception.
 *
 * @param message a sentence
 * @param expected whether it is something that users bring about; else it is a fault, whose place should be known
 */
record FailureText(String message, int exitCode, boolean expected) {
    private static final int INTERRUPTED = 130;

    static FailureText of(Throwable e) {
        if (e instanceof CliException problem) {
            return new FailureText(String.valueOf(problem.getMessage()), problem.exitCode(), true);
        } else if (e instanceof ModelException) {
            return new FailureText(String.valueOf(e.getMessage()), 1, true);
        } else if (e instanceof ConfigException) {
            return new FailureText(String.valueOf(e.getMessage()), 2, true);
        } else if (e instanceof UncheckedIOException unchecked) {
            return of(Objects.requireNonNull(unchecked.getCause()));
        } else if (e instanceof FileSystemException file) {
            return new FailureText(file.getFile() + ": " + FileProblem.of(file), 1, true);
        } else if (e instanceof IOException io) {
            return new FailureText("cannot read or write: " + FileProblem.of(io), 1, true);
        } else if (e instanceof InvalidPathException path) {
            return new FailureText(
                    "'" + path.getInput() + "': no file can have this name (" + path.getReason()
                            + "); where other characters than ASCII are the reason, set LC_ALL to a UTF-8 locale that"
                            + " `locale -a` lists, such as C.UTF-8",
                    2,
                    true);
        } else if (e instanceof InterruptedException) {
            return new FailureText("interrupted", INTERRUPTED, true);
        }
        return new FailureText(
                "a fault of this command: " + e.getClass().getSimpleName() + ": " + e.getMessage()
                        + "; with ALLUVIUM_DEBUG=1 it says where",
                1,
                false);
    }
}
