package dev.alluvium.simulation;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;

/** Kafka in memory: partitions in order, offsets by group, and transactions that make both visible at once. */
final class SimulatedLog {
    private final Map<Partition, List<Object>> partitions = new HashMap<>();
    private final Map<String, Map<Partition, Integer>> groups = new HashMap<>();
    private final List<BiConsumer<Partition, Object>> observers = new ArrayList<>();
    private int registryEpoch;

    SimulatedLog() {
        Partition.of(Channel.values()).forEach(partition -> partitions.put(partition, new ArrayList<>()));
    }

    /** Is called with every record that becomes visible. */
    void observe(BiConsumer<Partition, Object> observer) {
        observers.add(observer);
    }

    void append(Channel channel, String key, Object value) {
        append(new Partition(channel, Math.floorMod(key.hashCode(), channel.partitions())), value);
    }

    void append(Partition partition, Object value) {
        records(partition).add(value);
        observers.forEach(observer -> observer.accept(partition, value));
    }

    List<Object> records(Partition partition) {
        return partitions.getOrDefault(partition, List.of());
    }

    /** All records of a topic with one partition. */
    List<Object> records(Channel channel) {
        return records(new Partition(channel, 0));
    }

    Map<Partition, Integer> offsets(String group) {
        return Map.copyOf(groups.getOrDefault(group, Map.of()));
    }

    void commitOffsets(String group, Map<Partition, Integer> offsets) {
        groups.computeIfAbsent(group, name -> new HashMap<>()).putAll(offsets);
    }

    /** A new registry takes over; what its predecessor commits from now on is refused. */
    int fenceRegistry() {
        return ++registryEpoch;
    }

    boolean leads(int epoch) {
        return epoch == registryEpoch;
    }
}
