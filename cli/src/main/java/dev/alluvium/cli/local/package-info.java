/** Bases and records on this machine, for commands that need no service. */
@NullMarked
package dev.alluvium.cli.local;

import org.jspecify.annotations.NullMarked;
