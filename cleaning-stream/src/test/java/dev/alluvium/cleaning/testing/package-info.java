/** What several tests need. */
@org.jspecify.annotations.NullMarked
package dev.alluvium.cleaning.testing;
