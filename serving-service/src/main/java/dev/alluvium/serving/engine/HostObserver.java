package dev.alluvium.serving.engine;

import dev.alluvium.serving.state.LiveVersion;
import java.time.Duration;

/** Is told what a model on this replica does. Calls return at once. */
public interface HostObserver {
    /** The replica proves that this version answers now. */
    void announce(String model, LiveVersion live);

    /** A version was loaded, or refused, after so long. */
    void loaded(String model, boolean success, Duration took);
}
