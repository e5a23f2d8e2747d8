/** The subcommands. */
@NullMarked
package dev.alluvium.cli;

import org.jspecify.annotations.NullMarked;
