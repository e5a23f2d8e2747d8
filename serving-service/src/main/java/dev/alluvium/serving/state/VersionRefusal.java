package dev.alluvium.serving.state;

import org.jspecify.annotations.Nullable;

/** Why a desired version does not answer. {@code detail} names the remedy and never holds content. */
public record VersionRefusal(Reason reason, String detail) {
    /** What was wrong with it. */
    public enum Reason {
        /** One of the three attestations is absent, forged or about other bytes. */
        UNATTESTED,
        /** The bytes are not those that the registry names. */
        WRONG_DIGEST,
        /** It does not load on this base. */
        UNUSABLE,
        /** The object store did not give it. */
        UNREACHABLE("the object store"),
        /** The model server cannot be reached. */
        SERVER_AWAY("the model server to be reachable"),
        /** The model server did not answer in time. */
        SLOW("the model server to answer in time"),
        /** The model server failed. */
        FAILING("the model server to work"),
        /** The model server says that it loaded the version, and computes another one. */
        OTHER_VERSION("the model server to compute what the version computes"),
        /** What the model server computes tells the version from another resident one by less than the tolerance. */
        INDISTINCT("prompts or a tolerance that tell the versions apart"),
        /** The adapter's rank is above what the model server was started with. */
        RANK("a model server that was started with a higher --max-lora-rank"),
        /** The model server was started for fewer adapters at once than an experiment has. */
        NO_ROOM("a model server that was started with a higher --max-loras"),
        /** The model server was started so that it takes no adapters while it runs. */
        UPDATES_OFF("a model server that was started with --enable-lora and VLLM_ALLOW_RUNTIME_LORA_UPDATING=True"),
        /** The model server makes other tokens of a text. */
        TOKENIZER("a model server with the base's own tokenizer");

        private final @Nullable String waitsFor;

        Reason() {
            this.waitsFor = null;
        }

        Reason(String waitsFor) {
            this.waitsFor = waitsFor;
        }

        /** Whether trying again may help without a new desired state. */
        public boolean passing() {
            return waitsFor != null;
        }

        /** Whether the version's bytes are at fault, so that another version may stand in. */
        public boolean damaged() {
            return this == WRONG_DIGEST || this == UNUSABLE;
        }

        /** What ends it, for people. */
        public String waitsFor() {
            return waitsFor == null
                    ? "the registry to name another version"
                    : waitsFor + "; tried again with each heartbeat";
        }
    }
}
