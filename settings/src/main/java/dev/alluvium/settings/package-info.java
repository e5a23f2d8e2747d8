/** The configuration file as validated records. */
@NullMarked
package dev.alluvium.settings;

import org.jspecify.annotations.NullMarked;
