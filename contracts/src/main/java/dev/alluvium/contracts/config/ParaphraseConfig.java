package dev.alluvium.contracts.config;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Further wordings of a round's facts from an OpenAI-compatible endpoint.
 *
 * @param url of the API, up to and including {@code /v1}
 * @param model that the endpoint is asked for
 * @param key its bearer token; write {@code ${NAME}} or {@code ${file:/path}}
 * @param perRecord wordings asked for of each record
 * @param questions whether documents are turned into questions and answers too
 * @param timeout of one request
 * @param retries of a request that failed by a fault of the network or of the endpoint
 * @param concurrency requests at a time
 * @param away what a round does while the endpoint does not answer
 */
public record ParaphraseConfig(
        @Nullable String url,
        @Nullable String model,
        @Nullable String key,
        @Nullable Integer perRecord,
        @Nullable Boolean questions,
        @Nullable Duration timeout,
        @Nullable Integer retries,
        @Nullable Integer concurrency,
        @Nullable Away away) {
    private static final int MOST = 20;

    /** What a round does while the endpoint does not answer. */
    public enum Away {
        /** Trains with the paraphrases it has, and says so. */
        TRAIN,
        /** Waits, and tries again. */
        WAIT
    }

    public ParaphraseConfig {
        if (url == null || !url.matches("https?://.+") || model == null || model.isBlank()) {
            throw new IllegalArgumentException(
                    "paraphrases: needs a url and a model; try { url: http://localhost:8000/v1, model: qwen2.5 }");
        }
        perRecord = perRecord == null ? Integer.valueOf(3) : perRecord;
        questions = questions == null || questions;
        timeout = timeout == null ? Duration.ofSeconds(60) : timeout;
        retries = retries == null ? Integer.valueOf(3) : retries;
        concurrency = concurrency == null ? Integer.valueOf(4) : concurrency;
        away = away == null ? Away.TRAIN : away;
        Checks.atLeast("per-record", perRecord, 1);
        Checks.atLeast("retries", retries, 0);
        Checks.atLeast("concurrency", concurrency, 1);
        if (perRecord > MOST) {
            throw new IllegalArgumentException("per-record=" + perRecord + ": must be at most " + MOST);
        }
    }

    @Override
    public String toString() {
        return "ParaphraseConfig[url=" + url + ", model=" + model + "]";
    }
}
