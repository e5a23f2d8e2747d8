/** What a vLLM server must be made to hold, and whether what it computes is what it should hold: pure decisions. */
@NullMarked
package dev.alluvium.serving.vllm;

import org.jspecify.annotations.NullMarked;
