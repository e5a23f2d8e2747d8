package dev.alluvium.runtime.store;

import dev.alluvium.settings.ObjectStoreConfig;
import io.minio.BucketExistsArgs;
import io.minio.GetObjectArgs;
import io.minio.GetObjectResponse;
import io.minio.Http;
import io.minio.ListObjectsArgs;
import io.minio.MakeBucketArgs;
import io.minio.MinioClient;
import io.minio.PutObjectArgs;
import io.minio.RemoveObjectArgs;
import io.minio.Result;
import io.minio.StatObjectArgs;
import io.minio.StatObjectResponse;
import io.minio.UploadObjectArgs;
import io.minio.errors.ErrorResponseException;
import io.minio.errors.MinioException;
import io.minio.messages.Item;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import okhttp3.OkHttpClient;
import okhttp3.Protocol;

/** Any S3 server, through the MinIO SDK. */
public final class MinioObjectStore implements ObjectStore, AutoCloseable {
    private static final int PRECONDITION_FAILED = 412;
    private static final int CONFLICT = 409;
    private static final long PART = 64 << 20;
    private static final long MOST_PARTS = 10_000;

    private final String bucket;
    private final OkHttpClient http;
    private final MinioClient client;

    /** Connects lazily: the first call fails if the server is away. */
    public MinioObjectStore(ObjectStoreConfig config) {
        bucket = config.bucket();
        http = new OkHttpClient.Builder()
                .socketFactory(new NoDelaySocketFactory())
                .protocols(List.of(Protocol.HTTP_1_1))
                .connectTimeout(Duration.ofSeconds(5))
                .readTimeout(Duration.ofSeconds(60))
                .build();
        client = MinioClient.builder()
                .endpoint(config.endpoint())
                .credentials(config.accessKey(), config.secretKey())
                .region(config.region())
                .httpClient(http)
                .build();
    }

    /** Makes the bucket if it is missing; another service may do so at the same moment. */
    public void ensureBucket() {
        call(bucket, () -> {
            if (!bucketExists()) {
                try {
                    client.makeBucket(MakeBucketArgs.builder().bucket(bucket).build());
                } catch (ErrorResponseException e) {
                    if (e.response().code() != CONFLICT || !bucketExists()) {
                        throw e;
                    }
                }
            }
            return true;
        });
    }

    private boolean bucketExists() throws MinioException {
        return client.bucketExists(BucketExistsArgs.builder().bucket(bucket).build());
    }

    @Override
    public String bucket() {
        return bucket;
    }

    @Override
    public Optional<StoredObject> get(String key) {
        return call(key, () -> {
            try (GetObjectResponse response = client.getObject(
                    GetObjectArgs.builder().bucket(bucket).object(key).build())) {
                String etag = Objects.requireNonNullElse(response.headers().get("ETag"), "");
                return Optional.of(new StoredObject(response.readAllBytes(), unquoted(etag)));
            } catch (ErrorResponseException e) {
                return ifMissing(e, Optional.empty());
            }
        });
    }

    @Override
    public Optional<byte[]> range(String key, String etag, long from, int length) {
        return call(key, () -> {
            try (GetObjectResponse response = client.getObject(GetObjectArgs.builder()
                    .bucket(bucket)
                    .object(key)
                    .matchETag(etag)
                    .offset(from)
                    .length((long) length)
                    .build())) {
                return Optional.of(response.readAllBytes());
            } catch (ErrorResponseException e) {
                return e.response().code() == PRECONDITION_FAILED ? Optional.empty() : ifMissing(e, Optional.empty());
            }
        });
    }

    @Override
    public Optional<ObjectInfo> head(String key) {
        return call(key, () -> {
            try {
                StatObjectResponse stat = client.statObject(
                        StatObjectArgs.builder().bucket(bucket).object(key).build());
                return Optional.of(new ObjectInfo(stat.size(), unquoted(stat.etag())));
            } catch (ErrorResponseException e) {
                return ifMissing(e, Optional.empty());
            }
        });
    }

    @Override
    public boolean putIfAbsent(String key, byte[] bytes) {
        return put(key, bytes, "If-None-Match", "*");
    }

    @Override
    public boolean uploadIfAbsent(String key, Path file) throws IOException {
        if (head(key).isPresent()) {
            return false;
        }
        long part = partOf(Files.size(file));
        return call(key, () -> {
            client.uploadObject(UploadObjectArgs.builder()
                    .bucket(bucket)
                    .object(key)
                    .filename(file.toString(), part)
                    .build());
            return true;
        });
    }

    /** Bytes of a part, so that a file of so many bytes has no more parts than S3 takes. */
    static long partOf(long bytes) {
        return Math.max(PART, bytes / MOST_PARTS + 1);
    }

    @Override
    public boolean replace(String key, byte[] bytes, String expectedEtag) {
        return put(key, bytes, "If-Match", "\"" + expectedEtag + "\"");
    }

    @Override
    public List<String> list(String prefix) {
        return call(prefix, () -> {
            List<String> keys = new ArrayList<>();
            for (Result<Item> item : client.listObjects(ListObjectsArgs.builder()
                    .bucket(bucket)
                    .prefix(prefix)
                    .recursive(true)
                    .build())) {
                keys.add(item.get().objectName());
            }
            keys.sort(null);
            return keys;
        });
    }

    @Override
    public void delete(String key) {
        call(key, () -> {
            client.removeObject(
                    RemoveObjectArgs.builder().bucket(bucket).object(key).build());
            return true;
        });
    }

    @Override
    public void close() {
        http.dispatcher().executorService().shutdown();
        http.connectionPool().evictAll();
    }

    private boolean put(String key, byte[] bytes, String condition, String value) {
        return call(key, () -> {
            try {
                client.putObject(PutObjectArgs.builder()
                        .bucket(bucket)
                        .object(key)
                        .data(bytes, bytes.length)
                        .extraHeaders(new Http.Headers(condition, value))
                        .build());
                return true;
            } catch (ErrorResponseException e) {
                int status = e.response().code();
                if (status == PRECONDITION_FAILED || status == CONFLICT) {
                    return false;
                }
                return ifMissing(e, false);
            }
        });
    }

    private static <T> T ifMissing(ErrorResponseException e, T missing) throws ErrorResponseException {
        String code = e.errorResponse().code();
        if ("NoSuchKey".equals(code)
                || "NoSuchObject".equals(code)
                || (e.response().code() == 404 && !"NoSuchBucket".equals(code))) {
            return missing;
        }
        throw e;
    }

    private static String unquoted(String etag) {
        return etag.replace("\"", "");
    }

    private interface Call<T> {
        T run() throws MinioException, IOException;
    }

    private <T> T call(String key, Call<T> call) {
        try {
            return call.run();
        } catch (MinioException | IOException e) {
            throw new StoreException(
                    "object store: bucket " + bucket + ", key " + key + ": " + e.getMessage()
                            + "; check object-store.endpoint, the keys and the bucket",
                    e);
        }
    }
}
