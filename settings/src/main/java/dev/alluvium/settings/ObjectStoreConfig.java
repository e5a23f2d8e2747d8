package dev.alluvium.settings;

import org.jspecify.annotations.Nullable;

/**
 * An S3 server that honours conditional PUT, and the bucket in it.
 *
 * @param endpoint URL of the server
 * @param bucket made if it does not exist
 * @param accessKey of a user who may read and write the bucket
 * @param secretKey of the same user
 * @param region that requests are signed for
 */
public record ObjectStoreConfig(
        @Nullable String endpoint,
        @Nullable String bucket,
        @Nullable String accessKey,
        @Nullable String secretKey,
        @Nullable String region) {
    /** Where none is named. */
    public static final String BUCKET = "alluvium";

    static final ObjectStoreConfig DEFAULT = new ObjectStoreConfig(null, null, null, null, null);

    public ObjectStoreConfig {
        endpoint = endpoint == null ? "http://localhost:9000" : endpoint;
        bucket = bucket == null ? BUCKET : bucket;
        accessKey = accessKey == null ? "" : accessKey;
        secretKey = secretKey == null ? "" : secretKey;
        region = region == null ? "us-east-1" : region;
        if (!endpoint.startsWith("http://") && !endpoint.startsWith("https://")) {
            throw new IllegalArgumentException("endpoint=" + endpoint + ": must begin with http:// or https://");
        }
    }

    @Override
    public String toString() {
        return "ObjectStoreConfig[endpoint=" + endpoint + ", bucket=" + bucket + "]";
    }
}
