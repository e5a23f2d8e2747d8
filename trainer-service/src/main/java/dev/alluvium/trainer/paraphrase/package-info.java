/** Further wordings of records by a language model: what is asked, what of the answers may be trained. */
@NullMarked
package dev.alluvium.trainer.paraphrase;

import org.jspecify.annotations.NullMarked;
