package dev.alluvium.runtime.work;

import dev.alluvium.runtime.metrics.MeterSpec;
import dev.alluvium.runtime.metrics.MeterType;
import java.util.List;

/** The meters of a service's threads. */
public enum WorkMeters implements MeterSpec {
    FAILURES(new Declaration(
            "alluvium.service.thread.failures",
            MeterType.COUNTER,
            "",
            "Failures of threads that a service works on; each begins again by itself.",
            List.of("service", "thread"))),
    DOWN(new Declaration(
            "alluvium.service.threads.down",
            MeterType.GAUGE,
            "",
            "Threads of a service that do not do their work at this moment.",
            List.of("service")));

    private final Declaration declaration;

    WorkMeters(Declaration declaration) {
        this.declaration = declaration;
    }

    @Override
    public Declaration declaration() {
        return declaration;
    }
}
