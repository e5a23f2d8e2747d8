/** The registry's event log and the fold that every reader of it shares. */
@NullMarked
package dev.alluvium.contracts.registry;

import org.jspecify.annotations.NullMarked;
