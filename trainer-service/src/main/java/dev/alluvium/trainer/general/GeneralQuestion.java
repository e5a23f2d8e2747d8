package dev.alluvium.trainer.general;

import org.jspecify.annotations.Nullable;

/**
 * A general question, which a base is to answer itself.
 *
 * @param known what a right answer contains; null where there is no one right answer
 */
public record GeneralQuestion(String text, @Nullable String known) {}
