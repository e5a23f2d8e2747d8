/**
 * The pure cores of all stages driven together in one thread: a seeded clock, a log and an object store in memory, crashes
 * between any two steps, redelivery, reordering, lost acknowledgements, racing writers.
 */
@NullMarked
package dev.alluvium.simulation;

import org.jspecify.annotations.NullMarked;
