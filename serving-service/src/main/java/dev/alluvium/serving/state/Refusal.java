package dev.alluvium.serving.state;

/** Why a desired version does not answer; {@code detail} names the remedy and never holds content. */
public record Refusal(Reason reason, String detail) {
    /** What was wrong with it. */
    public enum Reason {
        /** One of the three attestations is absent, forged or about other bytes. */
        UNATTESTED,
        /** The bytes are not those that the registry names. */
        WRONG_DIGEST,
        /** It does not load on this base. */
        UNUSABLE,
        /** The object store did not give it; tried again with each heartbeat. */
        UNREACHABLE;

        /** Whether trying again may help without a new desired state. */
        public boolean passing() {
            return this == UNREACHABLE;
        }
    }
}
