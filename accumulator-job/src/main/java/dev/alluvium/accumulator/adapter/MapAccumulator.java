package dev.alluvium.accumulator.adapter;

import java.io.Serializable;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BinaryOperator;
import org.apache.flink.api.common.accumulators.Accumulator;

/** A map that subtasks fill and that Flink merges and reports with its heartbeats; safe to read while it is written. */
@SuppressWarnings("NonApiType") // Flink wants the result to be Serializable
final class MapAccumulator<V extends Serializable> implements Accumulator<Map.Entry<String, V>, HashMap<String, V>> {
    private static final long serialVersionUID = 1L;

    /** Merges two values of one key, wherever the job runs. */
    interface Merge<V> extends BinaryOperator<V>, Serializable {}

    private final Merge<V> merge;
    private final ConcurrentHashMap<String, V> values = new ConcurrentHashMap<>();

    MapAccumulator(Merge<V> merge) {
        this.merge = merge;
    }

    void merge(String key, V value) {
        values.merge(key, value, merge);
    }

    @Override
    public void add(Map.Entry<String, V> entry) {
        merge(entry.getKey(), entry.getValue());
    }

    @Override
    public HashMap<String, V> getLocalValue() {
        return new HashMap<>(values);
    }

    @Override
    public void resetLocal() {
        values.clear();
    }

    @Override
    public void merge(Accumulator<Map.Entry<String, V>, HashMap<String, V>> other) {
        other.getLocalValue().forEach(this::merge);
    }

    @Override
    public MapAccumulator<V> clone() {
        MapAccumulator<V> copy = new MapAccumulator<>(merge);
        copy.values.putAll(values);
        return copy;
    }
}
