package dev.alluvium.serving.vllm;

import dev.alluvium.serving.state.VersionRefusal;

/** What is to be done next so that a server can answer with a version. */
public sealed interface PodStep {
    /** It cannot, as things are. */
    record Refuse(VersionRefusal refusal) implements PodStep {}

    /** Drop what nobody here uses: left by a process before this one, or not what its name says. */
    record Unload(String name) implements PodStep {}

    /** Load the adapter under a name that was never used. */
    record Load(AdapterName name, String path) implements PodStep {}

    /** It is there by its own word: see what it computes. */
    record Prove(String id) implements PodStep {}
}
