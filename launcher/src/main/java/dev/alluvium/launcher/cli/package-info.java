/** The subcommands. */
@NullMarked
package dev.alluvium.launcher.cli;

import org.jspecify.annotations.NullMarked;
