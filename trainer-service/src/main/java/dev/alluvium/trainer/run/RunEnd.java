package dev.alluvium.trainer.run;

import dev.alluvium.contracts.training.TrainingResult;

/** How an execution ended. */
public sealed interface RunEnd {
    /** With a result to publish. */
    record Finished(TrainingResult result) implements RunEnd {}

    /** Before its time; the run can go on from its last checkpoint. */
    record Interrupted(StopSignal.Reason reason) implements RunEnd {}

    /** Not begun: the configuration does not fit the champion; {@code why} says what ends that. */
    record Held(String why) implements RunEnd {}

    /** Not begun: the gate could not judge so little; {@code why} says what ends that. */
    record Gathers(String why) implements RunEnd {}

    /** Not begun: somebody else works on the run. */
    record Busy() implements RunEnd {}
}
