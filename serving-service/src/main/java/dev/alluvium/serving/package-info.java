/** Answers users over OpenAI's API with the version that the registry wants, and proves which one that is. */
@NullMarked
package dev.alluvium.serving;

import org.jspecify.annotations.NullMarked;
