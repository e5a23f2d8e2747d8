/** YAML bound to validated records, with all problems at once. */
@NullMarked
package dev.alluvium.settings.binder;

import org.jspecify.annotations.NullMarked;
