package dev.alluvium.bench.accumulate;

import dev.alluvium.settings.AccumulatorConfig;
import dev.alluvium.settings.TriggerConfig;
import java.time.Duration;

/**
 * What is measured.
 *
 * @param records that lie in the topic when the job starts; the first third of them warms it up
 * @param models that they belong to, by turns
 * @param parallelism of the job
 * @param round records that make a round due
 * @param interval between checkpoints
 */
public record AccumulateSettings(int records, int models, int parallelism, int round, Duration interval, long seed) {
    AccumulatorConfig job() {
        return AccumulatorConfig.of("checkpoints", interval, parallelism);
    }

    TriggerConfig trigger() {
        return TriggerConfig.of(round, null, 1);
    }

    int warmUp() {
        return records / 3;
    }
}
