package dev.alluvium.accumulator.adapter;

import static org.assertj.core.api.Assertions.assertThat;

import dev.alluvium.accumulator.round.ModelStatus;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class JobViewTest {
    @Test
    void shouldGoOnShowingModelsThatARestartedJobHasNotToldOfYet() {
        // Given
        JobView before = view("RUNNING", Map.of("support", status(7), "notes", status(3)));
        JobView restarted = view("RESTARTING", Map.of());
        JobView again = view("RUNNING", Map.of("support", status(8)));

        // When
        JobView meanwhile = restarted.after(before);
        JobView after = again.after(meanwhile);

        // Then
        assertThat(meanwhile.models()).isEqualTo(before.models());
        assertThat(meanwhile.state()).isEqualTo("RESTARTING");
        assertThat(after.models()).isEqualTo(Map.of("support", status(8), "notes", status(3)));
    }

    private static JobView view(String state, Map<String, ModelStatus> models) {
        return new JobView(state, true, null, null, models, "", Map.of(), List.of());
    }

    private static ModelStatus status(long indexed) {
        ModelStatus idle = ModelStatus.idle("support");
        return new ModelStatus(
                idle.model(),
                0,
                0,
                0,
                idle.held(),
                0,
                0,
                idle.openRounds(),
                new ModelStatus.IndexSize(indexed, indexed * 620),
                idle.next(),
                null,
                idle.cuts());
    }
}
