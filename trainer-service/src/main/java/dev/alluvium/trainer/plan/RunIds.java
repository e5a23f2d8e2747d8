package dev.alluvium.trainer.plan;

import dev.alluvium.contracts.object.Digest;
import java.util.ArrayList;
import java.util.List;

/** Names of runs and attempts. */
public final class RunIds {
    private static final int HEX = 16;

    private RunIds() {}

    /** The same for the same rounds from the same parent in the same try, whoever asks. */
    public static String run(String model, int parent, List<String> rounds, int retry) {
        List<String> parts = new ArrayList<>(List.of(model, Integer.toString(parent)));
        parts.addAll(rounds);
        parts.add(Integer.toString(retry));
        return "run-" + Digest.id(parts.toArray(String[]::new)).substring(0, HEX);
    }

    /** {@code a001} for the first. */
    public static String attempt(int number) {
        return "a%03d".formatted(number);
    }

    /** The attempt after {@code attempt}. */
    public static String following(String attempt) {
        return attempt(Integer.parseInt(attempt.substring(1)) + 1);
    }
}
