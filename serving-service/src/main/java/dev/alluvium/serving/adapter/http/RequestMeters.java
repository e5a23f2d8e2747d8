package dev.alluvium.serving.adapter.http;

import dev.alluvium.model.Generation;
import dev.alluvium.runtime.metrics.Meters;
import dev.alluvium.serving.ServingMeters;
import dev.alluvium.serving.openai.ApiError;
import java.time.Duration;
import java.util.List;

/** Counts and times requests. A model that does not exist is counted as {@value #UNKNOWN}, whatever it was called. */
public final class RequestMeters {
    private static final String UNKNOWN = "unknown";

    private final Meters meters;

    public RequestMeters(Meters meters) {
        this.meters = meters;
    }

    Watch start() {
        return new Watch();
    }

    /** One request from its arrival on. */
    final class Watch {
        private final long begun = System.nanoTime();
        private String model = UNKNOWN;
        private boolean spoke;
        private ExperimentReporter.Entry entry = ExperimentReporter.NONE;

        void accepted(String name) {
            model = name;
        }

        void token() {
            if (!spoke) {
                spoke = true;
                meters.timer(ServingMeters.FIRST_TOKEN, model).record(elapsed());
            }
        }

        /** The answer is part of an experiment, which is told how it went. */
        void experiment(ExperimentReporter.Entry entry) {
            this.entry = entry;
        }

        /** All its prompts are answered, the first of which an experiment is told of. */
        void answered(List<Generation> generations) {
            entry.answered(generations.get(0), elapsed());
            meters.timer(ServingMeters.REQUEST_TIME, model).record(elapsed());
            for (Generation generation : generations) {
                meters.counter(ServingMeters.TOKENS, model, "prompt").increment(generation.promptTokens());
                meters.counter(ServingMeters.TOKENS, model, "completion")
                        .increment(generation.tokens().size());
            }
            ended("answered");
        }

        void refused(ApiError error) {
            if (error.status() >= 500) {
                entry.failed(elapsed());
            }
            ended(
                    switch (error.status()) {
                        case 429 -> "busy";
                        case 500 -> "failed";
                        case 503 -> "unready";
                        default -> "refused";
                    });
        }

        void left() {
            ended("left");
        }

        private void ended(String outcome) {
            meters.counter(ServingMeters.REQUESTS, model, outcome).increment();
        }

        private Duration elapsed() {
            return Duration.ofNanos(System.nanoTime() - begun);
        }
    }
}
