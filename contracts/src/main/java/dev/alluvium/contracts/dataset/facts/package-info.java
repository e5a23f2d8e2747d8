/** Which records are current: the fold over rounds that training, replay and evaluation read. */
@NullMarked
package dev.alluvium.contracts.dataset.facts;

import org.jspecify.annotations.NullMarked;
