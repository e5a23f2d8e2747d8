package dev.alluvium.contracts.object;

/**
 * A reference from a message to bytes in object storage.
 *
 * @param uri {@code s3://bucket/key}; for an adapter the key prefix of its directory
 * @param sha256 digest of the bytes (for an adapter: of its {@code adapter_model.safetensors})
 * @param bytes size of what {@code sha256} covers
 */
public record ArtifactRef(String uri, String sha256, long bytes) {
    public ArtifactRef {
        if (!uri.startsWith("s3://") || uri.indexOf('/', 5) < 0) {
            throw new IllegalArgumentException("uri=" + uri + ": must be s3://bucket/key");
        }
    }

    /** A reference to {@code key} in {@code bucket}. */
    public static ArtifactRef of(String bucket, String key, String sha256, long bytes) {
        return new ArtifactRef("s3://" + bucket + "/" + key, sha256, bytes);
    }

    /** The key inside the bucket. */
    public String key() {
        return uri.substring(uri.indexOf('/', 5) + 1);
    }
}
