package dev.alluvium.accumulator.adapter;

/**
 * What flows between the job's operators: plain bytes, so that no contract becomes part of Flink's type system.
 *
 * @param key a Kafka key, or a model's name
 * @param value JSON
 */
@SuppressWarnings("ArrayRecordComponent")
public record Message(String key, byte[] value) {}
