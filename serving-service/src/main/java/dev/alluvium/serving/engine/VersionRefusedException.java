package dev.alluvium.serving.engine;

import dev.alluvium.serving.state.VersionRefusal;
import org.jspecify.annotations.Nullable;

/** A version that could not be loaded, with the reason that {@code status} shows. */
public final class VersionRefusedException extends Exception {
    private static final long serialVersionUID = 1L;

    private final transient VersionRefusal refusal;

    public VersionRefusedException(VersionRefusal.Reason reason, String detail, @Nullable Throwable cause) {
        super(detail, cause);
        this.refusal = new VersionRefusal(reason, detail);
    }

    public VersionRefusal refusal() {
        return refusal;
    }
}
