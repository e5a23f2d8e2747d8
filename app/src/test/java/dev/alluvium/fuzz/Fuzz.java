package dev.alluvium.fuzz;

import java.io.IOException;
import java.nio.charset.StandardCharsets;

/** What Jazzer calls: {@code tools/fuzz.sh} says with which {@link FuzzTarget}. */
public final class Fuzz {
    private static final FuzzTarget TARGET = FuzzTarget.valueOf(System.getProperty("fuzz.target", "RECORD"));

    private Fuzz() {}

    /** Loads what the first input needs, so that its time is not taken for the input's. */
    public static void fuzzerInitialize() throws IOException {
        TARGET.read("{}".getBytes(StandardCharsets.US_ASCII));
    }

    public static void fuzzerTestOneInput(byte[] input) throws IOException {
        TARGET.read(input);
    }
}
