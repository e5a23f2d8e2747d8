package dev.alluvium.accumulator;

import dev.alluvium.runtime.service.ServiceMain;

/** Runs the accumulator alone, with Flink inside this process. */
public final class AccumulatorMain {
    private AccumulatorMain() {}

    public static void main(String[] args) {
        ServiceMain.run(args, AccumulatorService::new);
    }
}
