package dev.alluvium.serving.adapter.http;

import dev.alluvium.contracts.object.Digest;
import dev.alluvium.contracts.serving.ServingOutcome;
import dev.alluvium.contracts.serving.ServingOutcome.Served;
import dev.alluvium.model.Generation;
import dev.alluvium.serving.engine.AnswerEvent.Started;
import dev.alluvium.serving.openai.CompletionRequest;
import dev.alluvium.serving.openai.RefusalDetector;
import java.time.Clock;
import java.time.Duration;
import java.util.function.Consumer;

/**
 * Reports to experiments how requests were answered. Users are named by a digest; no text of a request or an answer is
 * passed on.
 */
final class ExperimentReporter {
    /** Of a request outside of any experiment. */
    static final Entry NONE = (generation, took) -> {};

    private final Consumer<ServingOutcome> outcomes;
    private final Clock clock;

    private final MirroredTraffic mirrored;

    /** @param outcomes takes them without waiting */
    ExperimentReporter(Consumer<ServingOutcome> outcomes, MirroredTraffic mirrored, Clock clock) {
        this.outcomes = outcomes;
        this.mirrored = mirrored;
        this.clock = clock;
    }

    /** One request. */
    interface Entry {
        void answered(Generation generation, Duration took);

        /** Without effect in a shadow experiment, which compares answers. */
        default void failed(Duration took) {}
    }

    /** The entry of a request that a version has begun to answer. */
    Entry of(String request, String unit, CompletionRequest ask, Started started) {
        String experiment = started.experiment();
        if (experiment == null) {
            return NONE;
        }
        if (started.shadowed()) {
            return (generation, took) ->
                    mirrored.ask(new MirroredTraffic.Answered(request, unit, ask, started, generation, took));
        }
        String hidden = Digest.id(experiment, unit);
        return new Entry() {
            @Override
            public void answered(Generation generation, Duration took) {
                boolean refused = RefusalDetector.declines(generation.text());
                tell(new Served(
                        experiment,
                        hidden,
                        false,
                        refused,
                        millis(took),
                        generation.tokens().size()));
            }

            @Override
            public void failed(Duration took) {
                tell(new Served(experiment, hidden, true, false, millis(took), 0));
            }

            private void tell(Served served) {
                outcomes.accept(
                        new ServingOutcome(request, started.model(), started.version(), served, null, clock.instant()));
            }
        };
    }

    private static double millis(Duration took) {
        return took.toNanos() / 1e6;
    }
}
