package dev.alluvium.serving.state;

import dev.alluvium.contracts.serving.ServingDesired;

/** An effect of a transition, which the shell carries out in order. */
public sealed interface Effect {
    /** Fetch, check and warm up the target's champion, then report back. */
    record Load(ServingDesired target) implements Effect {}

    /** Answer every request that starts from now on with this version. */
    record Switch(LiveVersion live) implements Effect {}

    /** Publish the proof. */
    record Announce(LiveVersion live) implements Effect {}

    /** Free a version that is no longer kept resident. */
    record Evict(VersionProof proof) implements Effect {}
}
