package dev.alluvium.serving;

import dev.alluvium.runtime.service.ServiceMain;

/** Runs serving alone. */
public final class ServingMain {
    private ServingMain() {}

    public static void main(String[] args) {
        ServiceMain.run(args, ServingService::new);
    }
}
