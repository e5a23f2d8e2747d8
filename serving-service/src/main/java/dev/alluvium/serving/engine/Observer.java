package dev.alluvium.serving.engine;

import dev.alluvium.serving.state.Live;
import java.time.Duration;

/** Hears what a model on this replica does. Calls return at once. */
public interface Observer {
    /** The replica proves that this version answers now. */
    void announce(String model, Live live);

    /** A version was loaded, or refused, after so long. */
    void loaded(String model, boolean success, Duration took);
}
