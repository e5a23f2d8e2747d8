package dev.alluvium.settings;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Further wordings of a round's records, by any OpenAI-compatible endpoint. It is told the records' content.
 *
 * @param url of the API, such as {@code http://localhost:8000/v1}
 * @param model that is asked there
 * @param apiKey sent as a bearer token
 * @param perRecord other wordings of each question
 * @param questions about each document, answered by its own words
 * @param timeout of one request
 * @param concurrency requests at a time
 * @param whenAway what a run does while the endpoint does not answer
 */
public record ParaphrasesConfig(
        @LeftOut("required") @Nullable String url,
        @LeftOut("required") @Nullable String model,
        @Nullable String apiKey,
        @Nullable Integer perRecord,
        @Nullable Integer questions,
        @Nullable Duration timeout,
        @Nullable Integer concurrency,
        @Nullable EndpointAwayAction whenAway) {
    /** {@code paraphrases: off}. */
    public static final ParaphrasesConfig OFF = new ParaphrasesConfig("", "", null, null, null, null, null, null);

    public ParaphrasesConfig {
        url = url == null ? "" : url.strip().replaceAll("/+$", "");
        model = model == null ? "" : model.strip();
        if (!url.isEmpty() && !url.startsWith("http://") && !url.startsWith("https://")) {
            throw new IllegalArgumentException("url=" + url + ": must begin with http:// or https://");
        }
        if (url.isEmpty() != model.isEmpty()) {
            throw new IllegalArgumentException(
                    (url.isEmpty() ? "url" : "model") + "=: must be given; or write paraphrases: off");
        }
        ConfigChecks.nonNegative("per-record", perRecord);
        ConfigChecks.nonNegative("questions", questions);
        ConfigChecks.positive("concurrency", concurrency);
        perRecord = perRecord == null ? Integer.valueOf(3) : perRecord;
        questions = questions == null ? Integer.valueOf(3) : questions;
        timeout = timeout == null ? Duration.ofSeconds(60) : timeout;
        concurrency = concurrency == null ? Integer.valueOf(4) : concurrency;
        whenAway = whenAway == null ? EndpointAwayAction.SKIP : whenAway;
        if (timeout.isZero() || timeout.isNegative()) {
            throw new IllegalArgumentException("timeout=" + timeout + ": must be greater than 0; try 60s");
        }
    }

    /** Whether nothing is asked. */
    public boolean off() {
        return url == null || url.isEmpty();
    }

    @Override
    public String toString() {
        return "ParaphrasesConfig[url=" + url + ", model=" + model + "]";
    }
}
