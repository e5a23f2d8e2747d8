package dev.alluvium.trainer.recipe;

import dev.alluvium.contracts.object.Digest;
import dev.alluvium.settings.EarlyStoppingConfig;
import java.util.Collection;
import java.util.Comparator;
import java.util.Set;
import java.util.stream.Collectors;

/** Which facts set a wording aside. By hash, so that a repeated run chooses the same. */
final class ValidationSplit {
    /** Of a small round so many, or all it has: the loss on fewer wordings says little. */
    static final int LEAST = 10;

    private ValidationSplit() {}

    static Set<String> facts(Collection<String> facts, EarlyStoppingConfig config) {
        if (config.patience() == 0) {
            return Set.of();
        }
        long share = Math.round(config.share() * facts.size());
        long count = Math.min(config.maxExamples(), Math.max(LEAST, share));
        return facts.stream()
                .sorted(Comparator.comparing(fact -> Digest.id(fact, "validation")))
                .limit(count)
                .collect(Collectors.toSet());
    }
}
