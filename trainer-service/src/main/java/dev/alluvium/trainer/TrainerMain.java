package dev.alluvium.trainer;

import dev.alluvium.runtime.service.ServiceMain;

/** Starts the trainer alone. */
public final class TrainerMain {
    private TrainerMain() {}

    public static void main(String[] args) {
        ServiceMain.run(args, TrainerService::new);
    }
}
