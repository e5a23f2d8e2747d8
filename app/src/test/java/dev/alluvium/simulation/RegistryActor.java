package dev.alluvium.simulation;

import dev.alluvium.contracts.control.ControlCommand;
import dev.alluvium.contracts.evaluation.AdapterEvaluated;
import dev.alluvium.contracts.registry.RegistryEvent;
import dev.alluvium.contracts.training.TrainingResult;
import dev.alluvium.knowledge.registry.RegistryState;
import dev.alluvium.registry.decide.RegistryCommand;
import dev.alluvium.registry.decide.RegistryCommand.DeclareModel;
import dev.alluvium.registry.decide.RegistryDecision;
import dev.alluvium.registry.decide.RegistryDecision.Accepted;
import dev.alluvium.registry.decide.RegistrySettings;
import dev.alluvium.simulation.Cursor.Read;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Optional;
import java.util.Queue;

/** A registry. Two take turns, each fencing the other; the one that was fenced does not know it until it commits. */
final class RegistryActor implements Actor {
    private static final String GROUP = "registry";
    private static final int MAX_ATTEMPTS = 3;

    private final World world;
    private final String name;
    private final Cursor cursor;
    private final Queue<RegistryCommand> orders = new ArrayDeque<>();
    private RegistryState state = RegistryState.empty();
    private RegistrySettings settings;
    private int epoch;

    RegistryActor(World world, String name) {
        this.world = world;
        this.name = name;
        cursor = new Cursor(world.log(), Partition.of(Channel.TRAINED, Channel.EVALUATED));
        settings = settings();
    }

    @Override
    public String name() {
        return name;
    }

    RegistryState state() {
        return state;
    }

    boolean leads() {
        return world.log().leads(epoch);
    }

    void order(RegistryCommand order) {
        orders.add(order);
    }

    /** Takes over: fences, reads the whole log, goes on at the committed offsets. */
    @Override
    public void crash() {
        epoch = world.log().fenceRegistry();
        settings = settings();
        orders.clear();
        state = RegistryState.of(events());
        cursor.seek(world.log().offsets(GROUP));
        decide(new DeclareModel(World.MODEL, "tiny", world.now()));
    }

    @Override
    public boolean step() {
        RegistryCommand order = orders.poll();
        if (order != null) {
            decide(order);
            return true;
        }
        Optional<Read> read = cursor.read(world.random());
        read.map(Read::value).map(this::command).ifPresent(this::decide);
        return read.isPresent();
    }

    private List<RegistryEvent> events() {
        return world.log().records(Channel.EVENTS).stream()
                .map(RegistryEvent.class::cast)
                .toList();
    }

    private RegistryCommand command(Object message) {
        return message instanceof TrainingResult result
                ? new RegistryCommand.TrainingEnded(result, world.now())
                : new RegistryCommand.Evaluated((AdapterEvaluated) message, world.now());
    }

    private void decide(RegistryCommand command) {
        RegistryDecision decision = RegistryMutations.decide(world, state, command, settings);
        if (!leads() && world.mutation() != Mutation.NO_FENCING) {
            return;
        }
        world.log().commitOffsets(GROUP, cursor.positions());
        if (decision instanceof Accepted accepted) {
            commit(accepted);
        } else if (command instanceof RegistryCommand.Ordered) {
            world.trace(name, decision);
        }
    }

    private void commit(Accepted accepted) {
        for (RegistryEvent event : accepted.events()) {
            world.log().append(Channel.EVENTS, World.MODEL, event);
        }
        state = accepted.after();
        accepted.desired().ifPresent(it -> world.log().append(Channel.DESIRED, World.MODEL, it));
        for (ControlCommand command : accepted.control()) {
            world.log().append(Channel.CONTROL, World.MODEL, command);
        }
    }

    private RegistrySettings settings() {
        Seals seals = new Seals();
        return new RegistrySettings(MAX_ATTEMPTS, epoch, Seals::attest, seals::valid, model -> Optional.empty());
    }
}
