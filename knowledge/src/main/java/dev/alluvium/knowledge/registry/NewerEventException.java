package dev.alluvium.knowledge.registry;

import dev.alluvium.contracts.registry.RegistryEvent;

/** The registry's log holds an event that this build may not leave out and cannot read: whoever folds the log stops there. */
public final class NewerEventException extends IllegalStateException {
    NewerEventException(RegistryEvent event) {
        super("the registry's log holds event " + event.id() + " of type "
                + event.change().type() + " in schema "
                + event.schemaVersion() + ", which needs a reader of schema " + event.minimumReader()
                + " or newer, and this one reads schema " + RegistryEvent.SCHEMA_VERSION
                + ": upgrade this service to the version that wrote the event, or to a newer one");
    }

    /** Whether {@code failure} is one, or was caused by one. */
    public static boolean caused(Throwable failure) {
        Throwable cause = failure;
        while (cause != null && !(cause instanceof NewerEventException)) {
            cause = cause.getCause();
        }
        return cause != null;
    }
}
