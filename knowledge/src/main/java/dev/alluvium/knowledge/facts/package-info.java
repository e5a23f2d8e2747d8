/** Which records are current: the fold over rounds that training, replay and evaluation read. */
@NullMarked
package dev.alluvium.knowledge.facts;

import org.jspecify.annotations.NullMarked;
