/** Ed25519 attestations over an adapter's digest, or that of a message of the registry. */
@NullMarked
package dev.alluvium.contracts.trust;

import org.jspecify.annotations.NullMarked;
