/** Tokens: the tokenizer, the base's prompt template, examples with their loss positions. */
@NullMarked
package dev.alluvium.model.text;

import org.jspecify.annotations.NullMarked;
