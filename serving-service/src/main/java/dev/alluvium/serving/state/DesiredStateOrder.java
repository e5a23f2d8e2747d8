package dev.alluvium.serving.state;

import dev.alluvium.contracts.serving.ServingDesired;

/** Which of two desired states is newer: first by the epoch of the registry's leader, then by generation. */
record DesiredStateOrder(long epoch, long generation) implements Comparable<DesiredStateOrder> {
    static final DesiredStateOrder NONE = new DesiredStateOrder(-1, -1);

    static DesiredStateOrder of(ServingDesired desired) {
        return new DesiredStateOrder(desired.epoch(), desired.generation());
    }

    @Override
    public int compareTo(DesiredStateOrder other) {
        int byEpoch = Long.compare(epoch, other.epoch);
        return byEpoch != 0 ? byEpoch : Long.compare(generation, other.generation);
    }
}
