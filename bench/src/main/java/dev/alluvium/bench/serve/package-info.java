/** Serving under load: tokens a second, waiting times, and how fast replicas follow the registry. */
@NullMarked
package dev.alluvium.bench.serve;

import org.jspecify.annotations.NullMarked;
