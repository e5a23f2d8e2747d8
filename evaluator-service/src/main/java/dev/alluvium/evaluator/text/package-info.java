/** Measures of free text: words in common with a reference. */
@NullMarked
package dev.alluvium.evaluator.text;

import org.jspecify.annotations.NullMarked;
