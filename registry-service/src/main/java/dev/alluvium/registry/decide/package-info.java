/** The registry's rules: pure functions from a state and a command to a decision. */
@NullMarked
package dev.alluvium.registry.decide;

import org.jspecify.annotations.NullMarked;
