/** What is asked about a round, before anybody is asked. */
@NullMarked
package dev.alluvium.evaluator.cases;

import org.jspecify.annotations.NullMarked;
