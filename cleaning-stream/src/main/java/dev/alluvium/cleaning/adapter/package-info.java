/** Kafka Streams, object store, HTTP and meters around the pure parts. */
@NullMarked
package dev.alluvium.cleaning.adapter;

import org.jspecify.annotations.NullMarked;
