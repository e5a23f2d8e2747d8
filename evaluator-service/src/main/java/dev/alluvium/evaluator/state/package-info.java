/** What the evaluator knows of the installation: folds of topics. */
@NullMarked
package dev.alluvium.evaluator.state;

import org.jspecify.annotations.NullMarked;
