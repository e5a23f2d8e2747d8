package dev.alluvium.simulation;

import dev.alluvium.simulation.Cursor.Read;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A process that consumes, changes its state and produces in Kafka transactions of one or more records. */
abstract class TransactionalActor implements Actor {
    private final World world;
    private final Cursor cursor;
    private final List<Runnable> outputs = new ArrayList<>();
    private Map<Partition, Integer> late = Map.of();
    private boolean open;

    TransactionalActor(World world, Channel... inputs) {
        this.world = world;
        this.cursor = new Cursor(world.log(), Partition.of(inputs));
    }

    final World world() {
        return world;
    }

    /** Takes one record; what it sends is staged. */
    abstract void handle(Read read);

    /** The staged state is durable now. */
    abstract void committed();

    /** The staged state is void. */
    abstract void rolledBack();

    final void send(Channel channel, String key, Object value) {
        outputs.add(() -> world.log().append(channel, key, value));
    }

    @Override
    public final boolean step() {
        if (open && world.random().nextInt(3) == 0) {
            commit();
            return true;
        }
        Optional<Read> read = cursor.read(world.random());
        if (read.isPresent()) {
            open = true;
            handle(read.get());
            return true;
        }
        if (open) {
            commit();
            return true;
        }
        return false;
    }

    @Override
    public final void crash() {
        outputs.clear();
        open = false;
        late = Map.of();
        cursor.seek(world.log().offsets(name()));
        rolledBack();
    }

    private void commit() {
        if (world.mutation() == Mutation.NO_OFFSETS_IN_TRANSACTION) {
            world.log().commitOffsets(name(), late);
            late = new HashMap<>(cursor.positions());
        } else {
            world.log().commitOffsets(name(), cursor.positions());
        }
        committed();
        List.copyOf(outputs).forEach(Runnable::run);
        outputs.clear();
        open = false;
    }
}
