/** The pipeline from the first record to a rollback in one run, every figure measured in it. */
@NullMarked
package dev.alluvium.app.demo;

import org.jspecify.annotations.NullMarked;
