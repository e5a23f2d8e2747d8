package dev.alluvium.serving.engine;

import dev.alluvium.contracts.serving.ServingDesired;
import java.time.Instant;
import java.util.Optional;

/** Remembers across restarts which state was proved last, for a start without broker or store. */
public interface LastProved {
    /** What was proved and when {@code serving.desired} was last read. */
    record Memory(ServingDesired desired, Instant contact) {}

    Optional<Memory> recall(String model);

    void remember(ServingDesired desired, Instant contact);

    /** {@code serving.desired} was read again and still says the same. */
    void contacted(String model, Instant contact);
}
