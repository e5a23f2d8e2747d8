package dev.alluvium.serving.state;

import dev.alluvium.contracts.serving.ServingDesired;
import org.jspecify.annotations.Nullable;

/** The state of a replica for one model. */
public sealed interface ServingState {
    /** What answers users now; null while nothing does. */
    @Nullable LiveVersion live();

    /** Nothing was desired yet. */
    record Starting() implements ServingState {
        @Override
        public @Nullable LiveVersion live() {
            return null;
        }
    }

    /** The desired version answers. */
    record Serving(LiveVersion live) implements ServingState {}

    /** The desired version is being loaded; the one before goes on answering. */
    record Swapping(@Nullable LiveVersion live, ServingDesired target) implements ServingState {}

    /** The desired version may not or cannot answer; the one before goes on answering. */
    record Refusing(@Nullable LiveVersion live, ServingDesired target, VersionRefusal refusal)
            implements ServingState {}
}
