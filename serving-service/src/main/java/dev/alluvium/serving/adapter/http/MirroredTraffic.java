package dev.alluvium.serving.adapter.http;

import dev.alluvium.contracts.object.Digest;
import dev.alluvium.contracts.serving.ServingOutcome;
import dev.alluvium.contracts.serving.ServingOutcome.Served;
import dev.alluvium.model.Generation;
import dev.alluvium.runtime.metrics.Meters;
import dev.alluvium.runtime.work.WorkPool;
import dev.alluvium.serving.ServingMeters;
import dev.alluvium.serving.engine.ActiveVersion;
import dev.alluvium.serving.engine.AnswerEvent;
import dev.alluvium.serving.engine.AnswerEvent.Done;
import dev.alluvium.serving.engine.AnswerEvent.Failed;
import dev.alluvium.serving.engine.AnswerStream;
import dev.alluvium.serving.engine.ServedVersions;
import dev.alluvium.serving.engine.Slots;
import dev.alluvium.serving.openai.CompletionRequest;
import dev.alluvium.serving.openai.RefusalDetector;
import java.time.Clock;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sends a copy of a request that the champion has just answered to the challenger of a shadow experiment. One copy is
 * asked at a time, and only while no user waits for a slot; what finds no room is skipped. The experiment is told how
 * both answered; the answers themselves are not kept.
 */
public final class MirroredTraffic implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(MirroredTraffic.class);
    private static final int MOST_WAITING = 64;

    private final ServedVersions versions;
    private final Slots slots;
    private final Consumer<ServingOutcome> outcomes;
    private final Meters meters;
    private final Clock clock;
    private final WorkPool asking = WorkPool.single("serving-shadow", MOST_WAITING);

    /** @param outcomes takes them without waiting */
    public MirroredTraffic(
            ServedVersions versions, Slots slots, Consumer<ServingOutcome> outcomes, Meters meters, Clock clock) {
        this.versions = versions;
        this.slots = slots;
        this.outcomes = outcomes;
        this.meters = meters;
        this.clock = clock;
    }

    /**
     * What the champion answered.
     *
     * @param unit who asked
     */
    record Answered(
            String request,
            String unit,
            CompletionRequest ask,
            AnswerEvent.Started by,
            Generation generation,
            Duration took) {
        String experiment() {
            return Objects.requireNonNull(by.experiment());
        }
    }

    /** Asks the challenger the same soon; returns at once. */
    void ask(Answered champion) {
        try {
            asking.execute(() -> compare(champion));
        } catch (RejectedExecutionException e) {
            count(champion, "full");
        }
    }

    private void count(Answered champion, String outcome) {
        meters.counter(ServingMeters.SHADOWS, champion.ask().model().model(), outcome)
                .increment();
    }

    private void compare(Answered champion) {
        try {
            Optional<ActiveVersion> challenger =
                    versions.shadow(champion.ask().model().model(), champion.experiment());
            if (challenger.isEmpty()) {
                count(champion, "over");
                return;
            }
            int version = challenger.get().live().proof().version();
            long begun = System.nanoTime();
            Optional<AnswerStream> stream = slots.submitIdle(champion.ask(), challenger.get());
            if (stream.isEmpty()) {
                count(champion, "busy");
                return;
            }
            tell(champion, version, end(stream.get()), Duration.ofNanos(System.nanoTime() - begun));
            count(champion, "compared");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (RuntimeException e) {
            count(champion, "failed");
            LOG.warn("a shadow failed before it began: {}", e.getClass().getSimpleName());
        }
    }

    /** The whole answer, or null where it failed. */
    private static @Nullable Generation end(AnswerStream stream) throws InterruptedException {
        try (stream) {
            while (true) {
                AnswerEvent event = stream.next();
                if (event instanceof Done done) {
                    return done.generation();
                } else if (event instanceof Failed) {
                    return null;
                }
            }
        }
    }

    private void tell(Answered champion, int version, @Nullable Generation challenger, Duration took) {
        String experiment = champion.experiment();
        boolean drawn = champion.ask().sampling().temperature() > 0;
        Double same = drawn || challenger == null
                ? null
                : challenger.text().equals(champion.generation().text()) ? 1.0 : 0.0;
        String unit = champion.unit();
        tell(
                champion.request(),
                champion,
                champion.by().version(),
                served(
                        experiment,
                        Digest.id(experiment, unit),
                        champion.generation(),
                        champion.took(),
                        drawn ? null : 1.0));
        tell(
                champion.request() + "-shadow",
                champion,
                version,
                served(experiment, Digest.id(experiment, unit, "shadow"), challenger, took, same));
    }

    private static Served served(
            String experiment, String unit, @Nullable Generation answer, Duration took, @Nullable Double agreement) {
        double millis = took.toNanos() / 1e6;
        return answer == null
                ? new Served(experiment, unit, true, false, millis, 0)
                : new Served(
                        experiment,
                        unit,
                        false,
                        RefusalDetector.declines(answer.text()),
                        millis,
                        answer.tokens().size(),
                        agreement);
    }

    private void tell(String request, Answered champion, int version, Served served) {
        outcomes.accept(
                new ServingOutcome(request, champion.ask().model().model(), version, served, null, clock.instant()));
    }

    /** The threads that it works on. */
    public WorkPool threads() {
        return asking;
    }

    @Override
    public void close() {
        asking.shutdownNow();
    }
}
