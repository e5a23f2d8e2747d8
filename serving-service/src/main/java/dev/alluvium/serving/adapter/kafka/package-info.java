/** What serving reads from and writes to Kafka. */
@NullMarked
package dev.alluvium.serving.adapter.kafka;

import org.jspecify.annotations.NullMarked;
