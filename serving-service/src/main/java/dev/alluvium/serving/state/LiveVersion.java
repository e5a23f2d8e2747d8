package dev.alluvium.serving.state;

/**
 * The version that answers.
 *
 * @param generation of the desired state that it fulfils
 * @param origin who named it
 */
public record LiveVersion(VersionProof proof, long generation, Origin origin) {
    /** Where the word that this version may answer came from. */
    public enum Origin {
        /** Read from {@code serving.desired} by this process. */
        REGISTRY,
        /** The last version proved before a restart; nothing newer was read yet. */
        CACHE,
        /** A version that was champion before the desired one, which cannot answer: better than none. */
        STAND_IN
    }
}
