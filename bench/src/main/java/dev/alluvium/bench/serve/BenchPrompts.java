package dev.alluvium.bench.serve;

import dev.alluvium.cli.client.CliException;
import dev.alluvium.cli.local.LocalBase;
import dev.alluvium.contracts.record.KnowledgeRecord;
import java.util.List;
import java.util.Objects;

/**
 * The prompts that are continued: questions of a base's general text, which a small base continues for longer than it
 * answers.
 */
final class BenchPrompts {
    private static final int MOST = 1_000;

    private BenchPrompts() {}

    static List<String> of(LocalBase base) {
        List<String> questions = base.general().stream()
                .map(KnowledgeRecord::instruction)
                .filter(Objects::nonNull)
                .map(Objects::requireNonNull)
                .limit(MOST)
                .toList();
        if (questions.isEmpty()) {
            throw new CliException(base.directory() + ": has no questions in its general.jsonl to ask", 2);
        }
        return questions;
    }
}
