/** Suites of the users' own: cases from files, checks in CEL. */
@NullMarked
package dev.alluvium.evaluator.user;

import org.jspecify.annotations.NullMarked;
