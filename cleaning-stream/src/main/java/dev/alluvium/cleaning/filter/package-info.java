/** The filters of the pipeline, one to a file. */
@NullMarked
package dev.alluvium.cleaning.filter;

import org.jspecify.annotations.NullMarked;
