package dev.alluvium.cleaning;

import dev.alluvium.runtime.service.ServiceMain;

/** Runs cleaning alone. */
public final class CleaningMain {
    private CleaningMain() {}

    public static void main(String[] args) {
        ServiceMain.run(args, CleaningService::new);
    }
}
