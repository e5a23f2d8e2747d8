package dev.alluvium.runtime.metrics;

/** What a meter measures. */
public enum MeterType {
    COUNTER,
    GAUGE,
    TIMER
}
