/** OpenAI's wire format: requests checked, answers, streams and errors rendered. No I/O. */
@NullMarked
package dev.alluvium.serving.openai;

import org.jspecify.annotations.NullMarked;
