/** Adapters and proofs on the local disk, fetched from the object store. */
@NullMarked
package dev.alluvium.serving.adapter.store;

import org.jspecify.annotations.NullMarked;
