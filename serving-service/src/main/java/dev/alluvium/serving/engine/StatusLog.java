package dev.alluvium.serving.engine;

import dev.alluvium.serving.state.ServingState;
import dev.alluvium.serving.state.ServingState.Refusing;
import dev.alluvium.serving.state.ServingState.Serving;
import dev.alluvium.serving.state.ServingState.Starting;
import dev.alluvium.serving.state.ServingState.Swapping;
import java.util.LinkedHashMap;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A replica's state for people: logged when it changes, and in {@code status} at any time. */
public final class StatusLog {
    private static final Logger LOG = LoggerFactory.getLogger(StatusLog.class);

    private StatusLog() {}

    static void changed(String model, ServingState state) {
        Map<String, Object> view = describe(state);
        boolean refused = state instanceof Refusing;
        (refused ? LOG.atWarn() : LOG.atInfo()).addKeyValue("model", model).log("serving state: {}", view);
    }

    /** The state by name, what answers, what is wanted, and why it does not answer. */
    public static Map<String, Object> describe(ServingState state) {
        Map<String, Object> view = new LinkedHashMap<>();
        if (state instanceof Starting) {
            view.put("state", "starting");
            view.put("waitsFor", "the registry to say on serving.desired which version answers");
        } else if (state instanceof Serving) {
            view.put("state", "serving");
        } else if (state instanceof Swapping swapping) {
            view.put("state", "swapping");
            view.put("wanted", swapping.target().champion().version());
            view.put("waitsFor", "version " + swapping.target().champion().version() + " to be loaded");
        } else if (state instanceof Refusing refusing) {
            view.put("state", "refusing");
            view.put("wanted", refusing.target().champion().version());
            view.put("reason", refusing.refusal().reason());
            view.put("detail", refusing.refusal().detail());
            view.put("waitsFor", refusing.refusal().reason().waitsFor());
        }
        if (state.live() != null) {
            view.put("version", state.live().proof().version());
            view.put("generation", state.live().generation());
            view.put("sha256", state.live().proof().sha256());
            view.put("fingerprint", state.live().proof().fingerprint());
            view.put("origin", state.live().origin());
        }
        return view;
    }
}
