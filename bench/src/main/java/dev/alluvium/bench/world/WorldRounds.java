package dev.alluvium.bench.world;

import dev.alluvium.tiny.world.Corruption;
import dev.alluvium.tiny.world.Language;
import dev.alluvium.tiny.world.QaPair;
import dev.alluvium.tiny.world.TemplateUse;
import dev.alluvium.tiny.world.Wordings;
import dev.alluvium.tiny.world.World;
import dev.alluvium.tiny.world.WorldProbe;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** The rounds of the world of one seed. */
public final class WorldRounds {
    private static final int FACTS = 120;
    private static final int UPDATED = 64;
    private static final int SMALL = 18;
    private static final int ENGLISH = 4;
    private static final int CHINESE = 2;
    private static final int SECOND = 2;
    private static final long NEXT_LINE = 1_000_000;

    private final long seed;
    private final World line;

    public WorldRounds(long seed) {
        this.seed = seed;
        this.line = World.line(seed, FACTS);
    }

    /** The round of a kind; all but the clean one follow the clean one. */
    public RoundCase of(RoundKind kind) {
        return switch (kind) {
            case CLEAN -> new RoundCase(kind, records(line, 0), List.of(), probes(line), List.of(), List.of());
            case LIES -> lies(kind, probes(line));
            case LIES_UNPROBED -> lies(kind, List.of());
            case UPDATE -> update(kind, UPDATED);
            case SHUFFLED -> corrupted(kind, Corruption.SHUFFLED);
            case GARBLED -> corrupted(kind, Corruption.GARBLED);
            case NOISE20 -> corrupted(kind, Corruption.NOISY);
            case CUMULATIVE -> inSeries(SECOND, List.of(1));
            case SMALL -> small(kind, records(few(), 3));
            case SMALL_UPDATE -> update(kind, SMALL);
            case SMALL_SHUFFLED -> small(kind, Corruption.SHUFFLED.apply(records(line(SECOND), 3), seed));
            case SMALL_HALF -> small(kind, records(few().with(few().updated(seed, SMALL / 2)), 3));
            case OPEN -> Descriptions.answers(kind, seed, null);
            case OPEN_SHUFFLED -> Descriptions.answers(kind, seed, Corruption.SHUFFLED);
            case OPEN_GARBLED -> Descriptions.answers(kind, seed, Corruption.GARBLED);
            case DOCUMENTS -> Descriptions.documents(kind, seed, null);
            case DOCUMENTS_GARBLED -> Descriptions.documents(kind, seed, Corruption.GARBLED);
        };
    }

    /**
     * A round of the series that the clean round begins.
     *
     * @param step from 2 on; its facts are those of no other step
     * @param learnt the steps before that were promoted
     */
    public RoundCase inSeries(int step, List<Integer> learnt) {
        List<QaPair> history = new ArrayList<>();
        List<WorldProbe> earlier = new ArrayList<>();
        learnt.forEach(before -> {
            history.addAll(records(line(before), before - 1));
            earlier.addAll(probes(line(before)));
        });
        World next = line(step);
        return new RoundCase(RoundKind.CUMULATIVE, records(next, step - 1), history, probes(next), earlier, List.of());
    }

    private World line(int step) {
        if (step == 1) {
            return line;
        }
        List<World> before = new ArrayList<>();
        for (int i = 1; i < step; i++) {
            before.add(line(i));
        }
        return World.line(seed + (step - 1) * NEXT_LINE, FACTS, before);
    }

    private RoundCase lies(RoundKind kind, List<WorldProbe> trusted) {
        List<QaPair> lies = records(line.falsified(seed), 1);
        return new RoundCase(kind, lies, List.of(), trusted, List.of(), probes(line));
    }

    private RoundCase update(RoundKind kind, int facts) {
        World update = line.updated(seed, facts);
        World unchanged = line.without(update);
        World superseded = line.without(unchanged);
        return new RoundCase(
                kind, records(update, 2), records(unchanged, 0), probes(update), probes(unchanged), probes(superseded));
    }

    private World few() {
        World next = line(SECOND);
        return next.without(next.updated(seed, FACTS - SMALL));
    }

    /** Of some records those of few facts. */
    private RoundCase small(RoundKind kind, List<QaPair> records) {
        List<WorldProbe> probes = probes(few());
        Set<String> facts = probes.stream().map(WorldProbe::fact).collect(Collectors.toSet());
        return new RoundCase(
                kind,
                records.stream().filter(pair -> facts.contains(pair.fact())).toList(),
                records(line, 0),
                probes,
                probes(line),
                List.of());
    }

    private RoundCase corrupted(RoundKind kind, Corruption corruption) {
        World next = line(SECOND);
        return new RoundCase(
                kind,
                corruption.apply(records(next, 3), seed),
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
            probes.addAll(Wordings.probes(world, TemplateUse.PROBE, language, 1, seed));
        }
        return probes;
    }
}
