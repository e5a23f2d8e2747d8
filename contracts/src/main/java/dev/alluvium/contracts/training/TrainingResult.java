package dev.alluvium.contracts.training;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** How a run ended. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "type")
@JsonSubTypes({
    @JsonSubTypes.Type(value = AdapterTrained.class, name = "trained"),
    @JsonSubTypes.Type(value = TrainingFailed.class, name = "failed")
})
public sealed interface TrainingResult permits AdapterTrained, TrainingFailed {
    String model();

    String run();

    List<String> rounds();

    int parent();

    /** Set if the run trains from a base and not from its parent's adapter. */
    @Nullable Rebuild rebuild();

    Instant at();
}
