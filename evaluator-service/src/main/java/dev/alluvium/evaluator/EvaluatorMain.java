package dev.alluvium.evaluator;

import dev.alluvium.runtime.service.ServiceMain;

/** The evaluator as a process of its own. */
public final class EvaluatorMain {
    private EvaluatorMain() {}

    public static void main(String[] args) {
        ServiceMain.run(args, EvaluatorService::new);
    }
}
