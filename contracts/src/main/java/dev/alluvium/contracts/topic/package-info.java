/** Typed descriptions of every topic. */
@NullMarked
package dev.alluvium.contracts.topic;

import org.jspecify.annotations.NullMarked;
