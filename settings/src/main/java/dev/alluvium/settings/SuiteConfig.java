package dev.alluvium.settings;

import org.jspecify.annotations.Nullable;

/**
 * A suite of one's own that every version of a model answers.
 *
 * @param file of cases on the evaluator's disk: YAML or JSON Lines
 * @param floor least share of cases that must pass; without it and {@code maxLoss} the suite only advises
 * @param maxLoss largest loss against the champion
 */
public record SuiteConfig(
        String file, @Nullable Double floor, @Nullable Double maxLoss) {
    public SuiteConfig {
        if (file == null || file.isBlank()) {
            throw new IllegalArgumentException(
                    "file=" + file + ": must name a file of cases; docs/gate.md has its form");
        }
        ConfigChecks.share("floor", floor);
        ConfigChecks.share("max-loss", maxLoss);
    }
}
