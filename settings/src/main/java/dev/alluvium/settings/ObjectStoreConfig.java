package dev.alluvium.settings;

import dev.alluvium.settings.binder.RecordBinder;

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
        @Default("http://localhost:9000") String endpoint,
        @Default(ObjectStoreConfig.BUCKET) String bucket,
        @Default("") String accessKey,
        @Default("") String secretKey,
        @Default("us-east-1") String region) {
    /** Where none is named. */
    public static final String BUCKET = "alluvium";

    public ObjectStoreConfig {
        if (!endpoint.startsWith("http://") && !endpoint.startsWith("https://")) {
            throw new IllegalArgumentException("endpoint=" + endpoint + ": must begin with http:// or https://");
        }
    }

    /** A bucket of the usual region. */
    public static ObjectStoreConfig of(String endpoint, String bucket, String accessKey, String secretKey) {
        return new ObjectStoreConfig(
                endpoint, bucket, accessKey, secretKey, RecordBinder.defaults(ObjectStoreConfig.class).region);
    }

    @Override
    public String toString() {
        return "ObjectStoreConfig[endpoint=" + endpoint + ", bucket=" + bucket + "]";
    }
}
