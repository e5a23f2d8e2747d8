/** Which records are current: the fold over rounds that replay and training read. */
@NullMarked
package dev.alluvium.trainer.facts;

import org.jspecify.annotations.NullMarked;
