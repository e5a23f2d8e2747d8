package dev.alluvium.serving.state;

import dev.alluvium.contracts.serving.ServingDesired;

/** How new a desired state is: a later registry leader goes before a later generation. */
record Position(long epoch, long generation) implements Comparable<Position> {
    static final Position NONE = new Position(-1, -1);

    static Position of(ServingDesired desired) {
        return new Position(desired.epoch(), desired.generation());
    }

    @Override
    public int compareTo(Position other) {
        int byEpoch = Long.compare(epoch, other.epoch);
        return byEpoch != 0 ? byEpoch : Long.compare(generation, other.generation);
    }
}
