package dev.alluvium.ingest.adapter;

import dev.alluvium.contracts.record.KeyedAnswer;
import dev.alluvium.contracts.record.PushTime;
import dev.alluvium.contracts.record.RawPosition;
import dev.alluvium.ingest.IngestMeters;
import dev.alluvium.ingest.admission.Admitted;
import dev.alluvium.ingest.admission.Quotas;
import dev.alluvium.runtime.http.HttpProblem;
import dev.alluvium.runtime.http.HttpServer;
import dev.alluvium.runtime.metrics.Meters;
import io.javalin.http.Context;
import java.time.Clock;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The limits between the routes and the raw topic: how many requests at once, how many records of each source. */
final class AdmissionLimits {

    private final RawProducer producer;
    private final Clock clock;
    private final Quotas quotas;
    private final Meters meters;

    AdmissionLimits(RawProducer producer, Quotas quotas, Meters meters, Clock clock) {
        this.clock = clock;
        this.producer = producer;
        this.quotas = quotas;
        this.meters = meters;
        meters.counter(IngestMeters.THROTTLED, "quota").increment(0);
    }

    /**
     * Appends records; those that name no source count as the caller's.
     *
     * @param pushedAt the time of those that name none
     * @throws HttpProblem 429 if a source has used up its quota, 503 if Kafka does not acknowledge, 507 if
     *     the disk is nearly full
     */
    List<RawPosition> append(List<Admitted> records, String caller, Instant pushedAt) {
        Map<String, Integer> bySource = new HashMap<>();
        records.forEach(record -> bySource.merge(record.source() == null ? caller : record.source(), 1, Integer::sum));
        quotas.take(bySource).ifPresent(wait -> {
            meters.counter(IngestMeters.THROTTLED, "quota").increment();
            long seconds = Math.max(1, wait.delay().toSeconds());
            throw new HttpProblem(
                    429,
                    "Quota used up",
                    "source " + wait.source() + " may push " + wait.perSecond() + " records per second; try again in "
                            + seconds + " s",
                    Map.of(HttpProblem.RETRY_AFTER, seconds));
        });
        return producer.append(records, pushedAt);
    }

    /** Keeps the answer to a request under a key. */
    void keep(String key, KeyedAnswer answer) {
        producer.keep(key, answer);
    }

    void refused(int records) {
        producer.refused(records);
    }

    /**
     * When the push began that the request is part of, which an earlier answer said; else now. The answer says it.
     *
     * @throws HttpProblem 400 for a time that is none, or is still to come
     */
    Instant pushedAt(Context context) {
        String given = context.header(PushTime.HTTP_HEADER);
        Instant now = clock.instant();
        Instant pushedAt = given == null
                ? now
                : PushTime.parse(given)
                        .filter(time -> !time.isAfter(now))
                        .orElseThrow(() -> new HttpProblem(
                                400,
                                "Bad time of a push",
                                PushTime.HTTP_HEADER + "=" + given
                                        + ": must be what an earlier answer had there; leave it out to begin a push"));
        context.header(PushTime.HTTP_HEADER, PushTime.format(pushedAt));
        return pushedAt;
    }

    /** The caller's name, which stands in for a source. */
    static String caller(Context context) {
        return HttpServer.actor(context);
    }
}
