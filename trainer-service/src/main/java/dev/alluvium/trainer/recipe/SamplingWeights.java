package dev.alluvium.trainer.recipe;

import dev.alluvium.contracts.record.CleanRecord;
import dev.alluvium.contracts.record.KnowledgeRecord;
import dev.alluvium.settings.SamplingConfig;
import java.util.Collection;
import org.jspecify.annotations.Nullable;

/** How often a fact is trained, by what its records say of themselves. */
final class SamplingWeights {
    private SamplingWeights() {}

    /** The mean over the records of one fact; 1 without a configuration. */
    static double of(Collection<CleanRecord> records, @Nullable SamplingConfig sampling) {
        if (sampling == null || records.isEmpty()) {
            return 1;
        }
        String attribute = sampling.attribute();
        return records.stream()
                .mapToDouble(record -> sampling.weight(value(record.record(), attribute)))
                .average()
                .orElseThrow();
    }

    private static @Nullable String value(KnowledgeRecord record, String attribute) {
        String own = record.allAttributes().get(attribute);
        if (own != null) {
            return own;
        }
        return switch (attribute) {
            case "source" -> record.source();
            case "language" -> record.language();
            default -> null;
        };
    }
}
