package dev.alluvium.runtime.kafka;

import org.apache.kafka.common.KafkaException;

/** A log that must be read without a gap is damaged. */
public final class DamagedLogException extends KafkaException {
    private static final long serialVersionUID = 1L;

    public DamagedLogException(CorruptRecords damage, Throwable cause) {
        super(
                damage.explain()
                        + "; it must be read without a gap: restore the file from a copy, or the topic from the"
                        + " bucket's export",
                cause);
    }
}
