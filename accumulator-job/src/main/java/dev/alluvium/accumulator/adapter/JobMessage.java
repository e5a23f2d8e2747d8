package dev.alluvium.accumulator.adapter;

/**
 * A message between the job's operators: plain bytes, so that no contract becomes part of Flink's type system.
 *
 * @param key a Kafka key, or a model's name
 * @param value JSON
 * @param partition where it was received; -1 for what the job made itself
 * @param offset where it was received; -1 for what the job made itself
 */
@SuppressWarnings("ArrayRecordComponent")
public record JobMessage(String key, byte[] value, int partition, long offset) {
    /** Made by the job. */
    public JobMessage(String key, byte[] value) {
        this(key, value, -1, -1);
    }
}
