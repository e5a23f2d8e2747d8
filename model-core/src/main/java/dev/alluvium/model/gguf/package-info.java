/** GGUF, the file of llama.cpp and Ollama: read into a Hugging Face directory, and written from one. */
@NullMarked
package dev.alluvium.model.gguf;

import org.jspecify.annotations.NullMarked;
