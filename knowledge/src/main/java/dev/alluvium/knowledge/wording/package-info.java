/** How a fact's wordings are divided between training and evaluation: rules that both sides must apply alike. */
@NullMarked
package dev.alluvium.knowledge.wording;

import org.jspecify.annotations.NullMarked;
