/** Ed25519 attestations over an adapter's digest. */
@NullMarked
package dev.alluvium.contracts.trust;

import org.jspecify.annotations.NullMarked;
