/** Byte-level BPE: learns a vocabulary and writes it in the Hugging Face format. */
@NullMarked
package dev.alluvium.tiny.bpe;

import org.jspecify.annotations.NullMarked;
