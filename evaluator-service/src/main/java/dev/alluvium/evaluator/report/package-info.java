/** What an evaluation leaves behind. */
@NullMarked
package dev.alluvium.evaluator.report;

import org.jspecify.annotations.NullMarked;
