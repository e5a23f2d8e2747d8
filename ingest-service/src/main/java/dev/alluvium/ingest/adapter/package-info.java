/** HTTP and Kafka. */
@NullMarked
package dev.alluvium.ingest.adapter;

import org.jspecify.annotations.NullMarked;
