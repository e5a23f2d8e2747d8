/** What a base answers to general questions, asked of itself: what versions trained on it replay, and must keep. */
@NullMarked
package dev.alluvium.trainer.general;

import org.jspecify.annotations.NullMarked;
