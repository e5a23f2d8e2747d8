/** The registry on Kafka, object storage and HTTP. */
@NullMarked
package dev.alluvium.registry.adapter;

import org.jspecify.annotations.NullMarked;
