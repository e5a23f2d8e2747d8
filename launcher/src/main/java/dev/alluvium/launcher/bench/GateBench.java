package dev.alluvium.launcher.bench;

import dev.alluvium.tiny.bench.GateTable;
import dev.alluvium.tiny.bench.GateWorlds;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Puts the shipped base, recipe and gate through the rounds of many worlds and prints a table.
 *
 * <p>Usage: {@code GateBench RESULT.jsonl FIRST-WORLD LAST-WORLD [PATIENCE]}. A run that was cut off goes on where its file
 * ends. PATIENCE is that of early stopping, 0 for none; without it, as the profile says.
 */
public final class GateBench {
    private static final int PATIENCE = 3;

    private GateBench() {}

    public static void main(String[] arguments) throws IOException {
        try (ShippedParts parts = ShippedParts.load(Files.createTempDirectory("tiny"))) {
            Integer patience = arguments.length > PATIENCE ? Integer.valueOf(arguments[PATIENCE]) : null;
            GateWorlds worlds = new GateWorlds(parts.trainer(patience), parts.judge(), Path.of(arguments[0]));
            worlds.run(Long.parseLong(arguments[1]), Long.parseLong(arguments[2]));
            System.out.println(GateTable.of(worlds.outcomes()));
        }
    }
}
