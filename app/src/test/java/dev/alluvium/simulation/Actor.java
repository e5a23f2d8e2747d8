package dev.alluvium.simulation;

/** A process of the installation. */
interface Actor {
    String name();

    /** Does one step; false if there was nothing to do. */
    boolean step();

    /** kill -9: all that is not durable is lost, and the process starts again. */
    void crash();
}
