package dev.alluvium.runtime.service;

import io.minio.errors.ErrorResponseException;
import io.minio.errors.ServerException;
import java.io.IOException;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;
import org.apache.kafka.common.config.ConfigException;
import org.apache.kafka.common.errors.RetriableException;

/** Tells a broker or store that is not reachable yet, for which waiting helps, from one that refuses. */
final class UnavailableDependency {
    private static final int SERVER_ERRORS = 500;

    private UnavailableDependency() {}

    static boolean caused(Throwable failure) {
        return Stream.iterate(failure, cause -> cause != null, Throwable::getCause)
                .anyMatch(UnavailableDependency::is);
    }

    private static boolean is(Throwable failure) {
        return failure instanceof IOException
                || failure instanceof TimeoutException
                || failure instanceof RetriableException
                || failure instanceof ServerException
                || failure instanceof ErrorResponseException refused
                        && refused.response().code() >= SERVER_ERRORS
                || failure instanceof ConfigException unresolved
                        && String.valueOf(unresolved.getMessage()).contains("resolvable");
    }
}
