package dev.alluvium.simulation;

import java.util.ArrayList;
import java.util.List;

/** One run of the whole installation: faults for a while, then peace until everything is decided. */
final class Simulation {
    private static final int LEAST_STEPS = 200;
    private static final int MORE_STEPS = 500;
    private static final int LONGEST_BURST = 12;
    private static final int CRASH_ONE_IN = 40;
    private static final int ORDER_ONE_IN = 12;
    private static final int PATIENCE = 300;

    private final World world;
    private final Invariants invariants;
    private final FactActor facts;
    private final AccumulatorActor accumulator;
    private final List<RegistryActor> registries;
    private final List<ReplicaActor> replicas;
    private final OperatorActor operator;
    private final List<Actor> actors = new ArrayList<>();

    private Simulation(long seed, Mutation mutation, Mix mix) {
        world = new World(seed, mutation, mix);
        invariants = new Invariants(world);
        facts = new FactActor(world);
        accumulator = new AccumulatorActor(world);
        registries = List.of(new RegistryActor(world, "registry-1"), new RegistryActor(world, "registry-2"));
        replicas = List.of(new ReplicaActor(world, "replica-1"), new ReplicaActor(world, "replica-2"));
        operator = new OperatorActor(world, invariants::folded, registries);
        actors.add(new Pusher(world));
        actors.add(new DecodeActor(world));
        actors.add(facts);
        actors.add(accumulator);
        actors.add(new TrainerActor(world, "trainer-1"));
        actors.add(new TrainerActor(world, "trainer-2"));
        actors.add(new EvaluatorActor(world));
        actors.addAll(registries);
        actors.addAll(replicas);
    }

    /**
     * Runs one seed.
     *
     * @throws SimulationFailure if an invariant does not hold, or a core throws; it carries the trace
     */
    static void run(long seed, Mutation mutation, Mix mix) {
        Simulation simulation = new Simulation(seed, mutation, mix);
        try {
            simulation.run();
        } catch (RuntimeException e) {
            throw new SimulationFailure(seed, mutation, mix, simulation.world.trace(), e);
        }
    }

    private void run() {
        registries.get(0).crash();
        int steps = LEAST_STEPS + world.random().nextInt(MORE_STEPS);
        for (int i = 0; i < steps; i++) {
            world.tick();
            step();
            check();
        }
        world.heal();
        settle();
        Settled.check(world, invariants, facts, accumulator);
    }

    private void step() {
        Actor actor = actors.get(world.random().nextInt(actors.size()));
        if (world.oneIn(CRASH_ONE_IN)) {
            world.trace(actor.name(), "crash");
            actor.crash();
        } else if (world.oneIn(ORDER_ONE_IN)) {
            operator.step();
        } else {
            burst(actor);
        }
    }

    /** A process that has the floor mostly does more than one thing; records come one by one. */
    private void burst(Actor actor) {
        int steps = actor instanceof Pusher ? 1 : 1 + world.random().nextInt(LONGEST_BURST);
        for (int i = 0; i < steps && actor.step(); i++) {
            check();
        }
    }

    private void settle() {
        for (int i = 0; i < PATIENCE; i++) {
            world.tick();
            boolean moved = false;
            for (Actor actor : actors) {
                for (int step = 0; step < PATIENCE && actor != accumulator && actor.step(); step++) {
                    moved = true;
                    check();
                }
            }
            moved |= accumulator.drain();
            if (!moved && !operator.tidy(accumulator)) {
                return;
            }
        }
        throw new Violation("does not come to rest");
    }

    private void check() {
        registries.forEach(invariants::check);
        replicas.forEach(invariants::check);
    }
}
