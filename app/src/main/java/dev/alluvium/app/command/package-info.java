@NullMarked
package dev.alluvium.app.command;

import org.jspecify.annotations.NullMarked;
