package dev.alluvium.runtime.kafka;

import dev.alluvium.runtime.metrics.MeterSpec;
import dev.alluvium.runtime.metrics.MeterType;
import java.util.List;

/** What every service counts of the messages that it reads. */
public enum MessageMeters implements MeterSpec {
    LEFT_OUT("left.out", "Messages that are none of their topic and were left out, since the service started");

    private final Declaration declaration;

    MessageMeters(String suffix, String description) {
        this.declaration = new Declaration(
                "alluvium.messages." + suffix, MeterType.COUNTER, "", description, List.of("stage", "topic"));
    }

    @Override
    public Declaration declaration() {
        return declaration;
    }
}
