package dev.alluvium.bench.serve;

import java.util.Map;

/**
 * What {@code bench rollback} measured.
 *
 * @param resident from publishing a version that every replica has in memory to the last proof
 * @param cold the same for a version that no replica has seen: fetched, checked, loaded, warmed up
 * @param answers of all streams meanwhile
 * @param failed those that were no whole answer by one version, by why
 */
public record RollbackFigures(
        int replicas,
        int streams,
        Percentiles resident,
        Percentiles cold,
        int answers,
        double answersPerSecond,
        Map<String, Long> failed) {}
