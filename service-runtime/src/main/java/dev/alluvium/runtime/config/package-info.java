/** YAML bound to validated records, with all problems at once. */
@NullMarked
package dev.alluvium.runtime.config;

import org.jspecify.annotations.NullMarked;
