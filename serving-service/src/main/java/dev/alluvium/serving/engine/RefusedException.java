package dev.alluvium.serving.engine;

import dev.alluvium.serving.state.Refusal;
import org.jspecify.annotations.Nullable;

/** A version that could not be loaded, with the reason that {@code status} shows. */
public final class RefusedException extends Exception {
    private static final long serialVersionUID = 1L;

    private final transient Refusal refusal;

    public RefusedException(Refusal.Reason reason, String detail, @Nullable Throwable cause) {
        super(detail, cause);
        this.refusal = new Refusal(reason, detail);
    }

    public Refusal refusal() {
        return refusal;
    }
}
