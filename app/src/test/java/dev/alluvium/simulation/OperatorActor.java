package dev.alluvium.simulation;

import dev.alluvium.accumulator.round.Accumulation;
import dev.alluvium.accumulator.round.RoundSelection;
import dev.alluvium.contracts.control.ControlCommand;
import dev.alluvium.contracts.control.ControlCommand.RoundDecided;
import dev.alluvium.contracts.dataset.Exclusion;
import dev.alluvium.contracts.dataset.RoundRecord;
import dev.alluvium.contracts.object.ArtifactRef;
import dev.alluvium.contracts.serving.DeployedVersion;
import dev.alluvium.contracts.serving.ServingDesired;
import dev.alluvium.contracts.trust.Attestation;
import dev.alluvium.contracts.trust.Attestation.Statement;
import dev.alluvium.knowledge.registry.ModelState;
import dev.alluvium.knowledge.registry.RegistryState;
import dev.alluvium.knowledge.registry.RoundState;
import dev.alluvium.knowledge.registry.VersionState;
import dev.alluvium.registry.decide.RegistryCommand.Cancel;
import dev.alluvium.registry.decide.RegistryCommand.Consolidate;
import dev.alluvium.registry.decide.RegistryCommand.Freeze;
import dev.alluvium.registry.decide.RegistryCommand.Order;
import dev.alluvium.registry.decide.RegistryCommand.Ordered;
import dev.alluvium.registry.decide.RegistryCommand.Postpone;
import dev.alluvium.registry.decide.RegistryCommand.Promote;
import dev.alluvium.registry.decide.RegistryCommand.Reject;
import dev.alluvium.registry.decide.RegistryCommand.Requeue;
import dev.alluvium.registry.decide.RegistryCommand.Resume;
import dev.alluvium.registry.decide.RegistryCommand.Rollback;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** People with tokens, networks that deliver again, and one who forges. */
final class OperatorActor implements Actor {
    private final World world;
    private final Supplier<RegistryState> registry;
    private final List<RegistryActor> registries;
    private int commands;
    private int freezes;

    OperatorActor(World world, Supplier<RegistryState> registry, List<RegistryActor> registries) {
        this.world = world;
        this.registry = registry;
        this.registries = registries;
    }

    @Override
    public String name() {
        return "operator";
    }

    @Override
    public boolean step() {
        ModelState model = registry.get().get(World.MODEL);
        int version = world.random().nextInt(model.nextVersion());
        switch (world.mix().draw(world.random())) {
            case 0, 1 -> order(new Rollback(World.MODEL, world.random().nextBoolean() ? null : version, false, why()));
            case 2 -> order(new Rollback(World.MODEL, null, true, why()));
            case 3, 4 -> order(new Resume(World.MODEL, why()));
            case 5 -> freezeOrPostpone(version);
            case 6, 7 -> promote(model, version);
            case 8 -> requeue(model);
            case 9, 10 -> cut();
            case 11 -> again(Channel.CONTROL, RoundDecided.class);
            case 12 -> forge();
            case 13 -> direct(model);
            default -> erase();
        }
        return true;
    }

    @Override
    public void crash() {}

    /** Ends what only a person can end; false if there is nothing of the kind. */
    boolean tidy(AccumulatorActor accumulator) {
        ModelState model = registry.get().get(World.MODEL);
        Integer drill = model.drill();
        if (drill != null) {
            order(new Promote(World.MODEL, drill, false, null, why()));
        } else if (model.frozen() || model.paused() || postponed(model)) {
            order(new Resume(World.MODEL, why()));
        } else if (model.openCandidate().filter(this::waits).isPresent()) {
            decide(model.openCandidate().get());
        } else if (!model.baseOf(model.champion()).equals(world.base())) {
            acceptBase(model);
        } else if (leaves(Accumulation.judge(accumulator.state()))) {
            cut();
        } else {
            return false;
        }
        return true;
    }

    /** Whether a cut would let anything go; what is known leaves with the next cut, or by the sweep after max-wait. */
    private static boolean leaves(RoundSelection selection) {
        return !selection.accepted().isEmpty()
                || !selection.drops().isEmpty()
                || !selection.known().isEmpty();
    }

    private void freezeOrPostpone(int version) {
        order(freezes++ % 2 == 0 ? new Freeze(World.MODEL, why()) : new Postpone(World.MODEL, version, why()));
    }

    private static boolean postponed(ModelState model) {
        return model.rounds().values().stream().anyMatch(RoundState::postponed);
    }

    /** What changes the course of training. */
    private void direct(ModelState model) {
        switch (world.random().nextInt(4)) {
            case 0 -> order(new Cancel(World.MODEL, why()));
            case 1 -> changeBase(model);
            default -> order(new Consolidate(World.MODEL, why()));
        }
    }

    /** Another base in the configuration: training holds until a consolidation. */
    private void changeBase(ModelState model) {
        if (model.champion() != 0) {
            world.configure(world.base().equals("tiny") ? "small" : "tiny");
        }
    }

    private void acceptBase(ModelState model) {
        if (model.champion() == 0 || world.random().nextBoolean()) {
            world.configure(model.baseOf(model.champion()));
        } else {
            order(new Consolidate(World.MODEL, why()));
        }
    }

    private boolean waits(VersionState version) {
        return version.stage() == VersionState.Stage.REVIEW;
    }

    private void decide(VersionState version) {
        order(
                truthful(version)
                        ? new Promote(World.MODEL, version.version(), true, null, why())
                        : new Reject(World.MODEL, version.version(), why()));
    }

    private void promote(ModelState model, int number) {
        VersionState version = model.get(number);
        if (truthful(version)) {
            order(new Promote(World.MODEL, number, world.random().nextBoolean(), null, why()));
        }
    }

    private boolean truthful(VersionState version) {
        return version.rounds().stream()
                .flatMap(round -> world.content(round).records().stream())
                .noneMatch(record -> Pusher.lie(record.record()));
    }

    private void requeue(ModelState model) {
        List<RoundState> quarantined = model.rounds().values().stream()
                .filter(round -> round.stage() == RoundState.Stage.QUARANTINED)
                .toList();
        if (!quarantined.isEmpty()) {
            String round =
                    quarantined.get(world.random().nextInt(quarantined.size())).round();
            order(new Requeue(World.MODEL, round, some(round), why()));
        }
    }

    /** Mostly nothing stays in quarantine; now and then about every second record. */
    private Exclusion some(String round) {
        return world.oneIn(3)
                ? new Exclusion(
                        null,
                        world.manifest(round).orElseThrow().records().stream()
                                .filter(record -> world.random().nextBoolean())
                                .map(RoundRecord::recordId)
                                .toList())
                : Exclusion.NONE;
    }

    private void cut() {
        world.log()
                .append(
                        Channel.CONTROL,
                        World.MODEL,
                        new ControlCommand.Cut(World.MODEL, "cut-" + commands++, world.now()));
    }

    private void erase() {
        if (world.oneIn(3)) {
            String fact = "f/" + world.random().nextInt(3);
            world.log()
                    .append(
                            Channel.CONTROL,
                            World.MODEL,
                            new ControlCommand.Erase(World.MODEL, fact, "erase-" + commands++, world.now()));
        }
    }

    private void again(Channel channel, Class<?> type) {
        List<Object> sent =
                world.log().records(channel).stream().filter(type::isInstance).toList();
        if (!sent.isEmpty()) {
            world.log().append(channel, World.MODEL, sent.get(world.random().nextInt(sent.size())));
        }
    }

    /** Desired by somebody who holds no key. */
    private void forge() {
        List<Object> desired = world.log().records(Channel.DESIRED);
        Optional<ServingDesired> last =
                desired.isEmpty() ? Optional.empty() : Optional.of((ServingDesired) desired.get(desired.size() - 1));
        last.filter(it -> world.oneIn(2))
                .ifPresent(it -> world.log()
                        .append(
                                Channel.DESIRED,
                                World.MODEL,
                                new ServingDesired(
                                        it.model(),
                                        it.base(),
                                        forged(),
                                        null,
                                        0,
                                        null,
                                        it.epoch(),
                                        it.generation() + 1,
                                        world.now())));
    }

    private DeployedVersion forged() {
        List<Attestation> seals = Arrays.stream(Statement.values())
                .map(statement -> new Attestation(statement, World.MODEL, "f0", "forger", "trust me", world.now()))
                .toList();
        return new DeployedVersion(99, ArtifactRef.of("memory", "runs/forged/adapter/", "f0", 1), seals);
    }

    private void order(Ordered order) {
        registries.get(world.random().nextInt(registries.size())).order(order);
        @Nullable RegistryActor leader =
                registries.stream().filter(RegistryActor::leads).findFirst().orElse(null);
        if (!world.faulty() && leader != null) {
            leader.order(order);
        }
    }

    private Order why() {
        return new Order("ops", "because", world.now());
    }
}
