package dev.alluvium.simulation;

/** The topics of the simulated installation, and how many partitions each has. */
enum Channel {
    RAW(2),
    FACTS(2),
    CLEAN(2),
    REJECTED(1),
    DEAD_LETTERS(1),
    CONTROL(1),
    READY(1),
    TRAINED(1),
    EVALUATED(1),
    EVENTS(1),
    DESIRED(1);

    private final int partitions;

    Channel(int partitions) {
        this.partitions = partitions;
    }

    int partitions() {
        return partitions;
    }
}
