package dev.alluvium.tiny.bench;

import dev.alluvium.tiny.world.Corruption;
import dev.alluvium.tiny.world.FrameUse;
import dev.alluvium.tiny.world.Language;
import dev.alluvium.tiny.world.QaPair;
import dev.alluvium.tiny.world.Wordings;
import dev.alluvium.tiny.world.World;
import dev.alluvium.tiny.world.WorldProbe;
import java.util.ArrayList;
import java.util.List;

/** The rounds of the world of one seed. */
public final class Rounds {
    private static final int FACTS = 120;
    private static final int UPDATED = 64;
    private static final int ENGLISH = 4;
    private static final int CHINESE = 2;
    private static final long NEXT_LINE = 1_000_000;

    private final long seed;
    private final World line;

    public Rounds(long seed) {
        this.seed = seed;
        this.line = World.line(seed, FACTS);
    }

    /** The round of a kind; all but the clean one follow the clean one. */
    public RoundCase of(RoundKind kind) {
        return switch (kind) {
            case CLEAN -> new RoundCase(kind, records(line, 0), List.of(), probes(line), List.of(), List.of());
            case LIES -> lies();
            case UPDATE -> update();
            case SHUFFLED -> shuffled();
        };
    }

    private RoundCase lies() {
        List<QaPair> lies = records(line.falsified(seed), 1);
        return new RoundCase(RoundKind.LIES, lies, List.of(), probes(line), List.of(), probes(line));
    }

    private RoundCase update() {
        World update = line.updated(seed, UPDATED);
        World unchanged = line.without(update);
        World superseded = line.without(unchanged);
        return new RoundCase(
                RoundKind.UPDATE,
                records(update, 2),
                records(unchanged, 0),
                probes(update),
                probes(unchanged),
                probes(superseded));
    }

    private RoundCase shuffled() {
        World next = World.line(seed + NEXT_LINE, FACTS, List.of(line));
        return new RoundCase(
                RoundKind.SHUFFLED,
                Corruption.SHUFFLED.apply(records(next, 3), seed),
                records(line, 0),
                probes(next),
                probes(line),
                List.of());
    }

    private List<QaPair> records(World world, int source) {
        return Wordings.of(world, ENGLISH, CHINESE, seed * 10 + source);
    }

    private List<WorldProbe> probes(World world) {
        List<WorldProbe> probes = new ArrayList<>();
        for (Language language : Language.values()) {
            probes.addAll(Wordings.probes(world, FrameUse.PROBE, language, 1, seed));
        }
        return probes;
    }
}
