package dev.alluvium.app;

import dev.alluvium.testing.Program;
import dev.alluvium.testing.Program.Ended;

/** Runs command lines in this process and keeps what they print. */
public final class CommandLines {
    private CommandLines() {}

    public static Ended run(String... words) {
        return Program.run(() -> AlluviumMain.run(words));
    }
}
