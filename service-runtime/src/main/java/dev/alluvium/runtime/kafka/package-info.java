/** Kafka plumbing: clients, transactional loops, followers of whole topics. */
@NullMarked
package dev.alluvium.runtime.kafka;

import org.jspecify.annotations.NullMarked;
