package dev.alluvium.trainer.recipe;

import dev.alluvium.model.TrainingSnapshot;

/** Where an interrupted run goes on. */
public record ResumePoint(TrainingSnapshot snapshot, RunMeasurements tally) {}
