package dev.alluvium.registry.decide;

import dev.alluvium.contracts.control.ControlCommand;
import dev.alluvium.contracts.registry.RegistryEvent;
import dev.alluvium.contracts.serving.ServingDesired;
import dev.alluvium.knowledge.registry.RegistryState;
import java.util.List;
import java.util.Optional;

/** The result of a command. */
public sealed interface RegistryDecision {
    /**
     * The events to append, and all that follows from them; written in one transaction or not at all.
     *
     * @param after the state once the events are committed
     */
    record Accepted(
            List<RegistryEvent> events,
            Optional<ServingDesired> desired,
            List<ControlCommand> control,
            RegistryState after)
            implements RegistryDecision {
        public Accepted {
            events = List.copyOf(events);
            control = List.copyOf(control);
        }
    }

    /**
     * The command breaks a rule.
     *
     * @param code stable, such as {@code not-champions-child}
     * @param message what is wrong, with the values
     * @param remedy what to do instead
     */
    record Refused(String code, String message, String remedy) implements RegistryDecision {}

    /** There is nothing to do, most often because it was done before. */
    record Nothing(String why) implements RegistryDecision {}
}
