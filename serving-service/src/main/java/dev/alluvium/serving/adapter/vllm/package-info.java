/** Drives vLLM servers over HTTP: adapters on a shared directory, loaded, proved, asked and unloaded. */
@NullMarked
package dev.alluvium.serving.adapter.vllm;

import org.jspecify.annotations.NullMarked;
