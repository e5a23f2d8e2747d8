package dev.alluvium.settings;

import dev.alluvium.settings.binder.RecordBinder;
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
        @LeftOut("required") @Default("") String url,
        @LeftOut("required") @Default("") String model,
        @Nullable String apiKey,
        @Default("3") int perRecord,
        @Default("3") int questions,
        @Default("60s") Duration timeout,
        @Default("4") int concurrency,
        @Default("skip") EndpointAwayAction whenAway) {
    /** {@code paraphrases: off}. */
    public static final ParaphrasesConfig OFF = RecordBinder.defaults(ParaphrasesConfig.class);

    public ParaphrasesConfig {
        url = url.strip().replaceAll("/+$", "");
        model = model.strip();
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
        if (timeout.isZero() || timeout.isNegative()) {
            throw new IllegalArgumentException("timeout=" + timeout + ": must be greater than 0; try 60s");
        }
    }

    /** Whether nothing is asked. */
    public boolean off() {
        return url.isEmpty();
    }

    @Override
    public String toString() {
        return "ParaphrasesConfig[url=" + url + ", model=" + model + "]";
    }
}
