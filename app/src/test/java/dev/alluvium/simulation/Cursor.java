package dev.alluvium.simulation;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;

/** Where a reader stands in several partitions; from which of them it reads next is chance, as the network's is. */
final class Cursor {
    private final SimulatedLog log;
    private final List<Partition> partitions;
    private final Map<Partition, Integer> next = new HashMap<>();

    /** A record with its place. */
    record Read(Partition partition, int offset, Object value) {}

    Cursor(SimulatedLog log, List<Partition> partitions) {
        this.log = log;
        this.partitions = List.copyOf(partitions);
    }

    Optional<Read> read(Random random) {
        int first = random.nextInt(partitions.size());
        for (int i = 0; i < partitions.size(); i++) {
            Partition partition = partitions.get((first + i) % partitions.size());
            int offset = next.getOrDefault(partition, 0);
            List<Object> records = log.records(partition);
            if (offset < records.size()) {
                next.put(partition, offset + 1);
                return Optional.of(new Read(partition, offset, records.get(offset)));
            }
        }
        return Optional.empty();
    }

    Map<Partition, Integer> positions() {
        return Map.copyOf(next);
    }

    void seek(Map<Partition, Integer> positions) {
        next.clear();
        next.putAll(positions);
    }
}
