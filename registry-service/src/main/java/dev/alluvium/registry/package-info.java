/** The registry: versions, promotion, rollback, audit and lineage as the fold of one event log. */
@NullMarked
package dev.alluvium.registry;

import org.jspecify.annotations.NullMarked;
