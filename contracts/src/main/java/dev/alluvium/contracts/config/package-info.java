/** The configuration file as validated records. */
@NullMarked
package dev.alluvium.contracts.config;

import org.jspecify.annotations.NullMarked;
