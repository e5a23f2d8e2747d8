package dev.alluvium.simulation;

import dev.alluvium.contracts.dataset.DatasetReady;
import dev.alluvium.contracts.object.ArtifactRef;
import dev.alluvium.contracts.object.Digest;
import dev.alluvium.contracts.registry.RegistryEvent;
import dev.alluvium.contracts.training.AdapterTrained;
import dev.alluvium.contracts.training.TrainingFailed;
import dev.alluvium.contracts.training.TrainingFigures;
import dev.alluvium.contracts.training.TrainingResult;
import dev.alluvium.contracts.trust.Attestation.Statement;
import dev.alluvium.knowledge.facts.Erasures;
import dev.alluvium.knowledge.facts.RoundContent;
import dev.alluvium.knowledge.facts.TrainingSet;
import dev.alluvium.knowledge.round.StandingErasures;
import dev.alluvium.simulation.Cursor.Read;
import dev.alluvium.trainer.plan.NextAction;
import dev.alluvium.trainer.plan.NextRun;
import dev.alluvium.trainer.plan.TrainerState;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A trainer. There are two, and nothing but the registry keeps them from training the same rounds. */
final class TrainerActor implements Actor {
    private static final TrainingFigures FIGURES = new TrainingFigures(1, 1, 1, 1, 1, 1, 2, 1, 0);

    private final World world;
    private final String name;
    private final Cursor cursor;
    private TrainerState state = TrainerState.empty();
    private final StandingErasures standing;
    private @Nullable NextRun running;
    private Erasures erasures = Erasures.NONE;
    private Map<String, Instant> erasedThen = Map.of();
    private String base = "";

    TrainerActor(World world, String name) {
        this.world = world;
        this.name = name;
        cursor = new Cursor(world.log(), Partition.of(Channel.EVENTS, Channel.READY, Channel.TRAINED));
        standing = new StandingErasures(world.rounds());
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public boolean step() {
        NextRun run = running;
        if (run != null && world.random().nextInt(3) == 0) {
            running = null;
            finish(run);
            return true;
        }
        Optional<Read> read = cursor.read(world.random());
        if (read.isPresent()) {
            take(read.get().value());
            return true;
        }
        if (run == null && state.next(World.MODEL, world.base()) instanceof NextAction.Start start) {
            running = mutated(start.run());
            base = world.base();
            erasures = standing.of(World.MODEL);
            erasedThen = world.erased();
            return true;
        }
        return run != null;
    }

    @Override
    public void crash() {
        state = TrainerState.empty();
        cursor.seek(Map.of());
        running = null;
    }

    private void take(Object value) {
        if (value instanceof RegistryEvent event) {
            state = state.after(event);
        } else if (value instanceof DatasetReady ready) {
            state = state.after(ready);
        } else {
            state = state.after((TrainingResult) value);
        }
    }

    private void finish(NextRun run) {
        if (state.paused(World.MODEL)) {
            world.log().append(Channel.TRAINED, World.MODEL, failed(run, "cancelled"));
            return;
        }
        if (!state.wanted(World.MODEL, run.parent(), run.rounds(), run.rebuild())
                && world.mutation() != Mutation.TRAIN_DECIDED_ROUNDS) {
            return;
        }
        TrainingSet set = set(run);
        TrainingResult result = set.round().isEmpty()
                ? failed(run, "nothing-to-train")
                : world.oneIn(20) ? failed(run, "nan") : trained(run);
        if (result instanceof AdapterTrained trained) {
            world.lessons().put(trained.adapter(), base, set, erasedThen);
        }
        world.trace(name, run);
        world.log().append(Channel.TRAINED, World.MODEL, result);
        if (world.oneIn(6)) {
            world.log().append(Channel.TRAINED, World.MODEL, result);
        }
    }

    /** A rebuild trains all that is current; any other run trains its rounds. */
    private TrainingSet set(NextRun run) {
        if (run.rebuild() == null) {
            return TrainingSet.of(contents(run.ancestry()), contents(run.rounds()));
        }
        return world.mutation() == Mutation.REBUILD_SUPERSEDED_FACTS
                ? Lessons.everything(contents(run.ancestry()))
                : TrainingSet.of(List.of(), contents(run.ancestry()));
    }

    private List<RoundContent> contents(List<String> rounds) {
        return rounds.stream()
                .map(world::content)
                .map(round -> world.mutation() == Mutation.ERASE_BY_ANCESTRY_ALONE ? round : round.without(erasures))
                .toList();
    }

    private TrainingResult failed(NextRun run, String reason) {
        return new TrainingFailed(
                World.MODEL, run.run(), run.rounds(), run.parent(), run.rebuild(), reason, reason, world.now());
    }

    private TrainingResult trained(NextRun run) {
        String sha256 = Digest.sha256((run.run() + name).getBytes(StandardCharsets.UTF_8));
        return new AdapterTrained(
                World.MODEL,
                run.run(),
                name,
                run.rounds(),
                run.parent(),
                world.mutation() == Mutation.FORGET_THE_BASE ? null : run.rebuild(),
                ArtifactRef.of("memory", "runs/" + run.run() + "/" + name + "/adapter/", sha256, 1),
                Seals.attest(Statement.TRAINED, World.MODEL, sha256, world.now()),
                FIGURES,
                world.now());
    }

    private NextRun mutated(NextRun run) {
        if (world.mutation() != Mutation.TRAIN_DECIDED_ROUNDS) {
            return run;
        }
        List<String> all = List.copyOf(state.rounds().get(World.MODEL));
        return new NextRun(
                run.model(),
                run.run(),
                run.parent(),
                run.parentAdapter(),
                run.rebuild(),
                all,
                run.ancestry(),
                run.retry());
    }
}
