package dev.alluvium.evaluator.evaluation;

import dev.alluvium.evaluator.ask.ModelUnderTest;

/** The versions that an evaluation asks. The champion may be the base itself. */
public record ModelsUnderTest(ModelUnderTest candidate, ModelUnderTest champion, ModelUnderTest base) {}
