/** The one JSON mapper of all contracts. */
@NullMarked
package dev.alluvium.contracts.json;

import org.jspecify.annotations.NullMarked;
