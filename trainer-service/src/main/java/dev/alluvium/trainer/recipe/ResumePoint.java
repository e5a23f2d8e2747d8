package dev.alluvium.trainer.recipe;

import dev.alluvium.model.TrainingSnapshot;

/** The step and state from which an interrupted run goes on. */
public record ResumePoint(TrainingSnapshot snapshot, RunMeasurements tally) {}
