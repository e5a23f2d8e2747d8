@NullMarked
package dev.alluvium.bench.command;

import org.jspecify.annotations.NullMarked;
