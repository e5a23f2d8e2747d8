package dev.alluvium.bench.gate;

import dev.alluvium.bench.ShippedParts;
import dev.alluvium.bench.world.GateWorlds;
import dev.alluvium.bench.world.RoundKind;
import dev.alluvium.bench.world.RoundOutcome;
import dev.alluvium.model.LoadOptions;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Puts the shipped base, recipe and gate through the rounds of many worlds.
 *
 * @param worlds worlds of seeds 1 to this
 * @param file of outcomes; a run that was cut off goes on where it ends
 * @param patience of early stopping, 0 for none; null for the profile's
 * @param generalReplay general text as a share of the round's own loss; null for the profile's
 */
public record GateBench(
        int worlds,
        Set<RoundKind> kinds,
        Path file,
        LoadOptions options,
        @Nullable Integer patience,
        @Nullable Double generalReplay) {
    public GateBench {
        kinds = Set.copyOf(kinds);
    }

    /**
     * Runs what the file does not hold yet.
     *
     * @param finished is told each outcome
     * @return the whole file, summed up
     */
    public Map<String, KindSummary> run(Consumer<RoundOutcome> finished) throws IOException {
        try (ShippedParts parts = ShippedParts.load(options)) {
            new GateWorlds(parts.trainer(patience, generalReplay), parts.judge(), file, finished).run(1, worlds, kinds);
        }
        return KindSummary.of(GateWorlds.read(file));
    }
}
