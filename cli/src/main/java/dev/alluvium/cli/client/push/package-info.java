/** Pushing files: which, how far, what was refused. */
@NullMarked
package dev.alluvium.cli.client.push;

import org.jspecify.annotations.NullMarked;
