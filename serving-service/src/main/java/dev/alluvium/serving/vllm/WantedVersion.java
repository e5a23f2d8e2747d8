package dev.alluvium.serving.vllm;

/**
 * A version that a server should hold.
 *
 * @param sha256 of its adapter; empty for version 0, the base
 * @param rank of its adapter; 0 for the base
 * @param path of its adapter as the server sees it; empty for the base
 */
public record WantedVersion(String model, int version, String sha256, int rank, String path) {
    /** The base without adapter. */
    public static WantedVersion base(String model) {
        return new WantedVersion(model, 0, "", 0, "");
    }

    boolean isBase() {
        return sha256.isEmpty();
    }
}
