package dev.alluvium.registry;

import dev.alluvium.runtime.service.ServiceMain;

/** Runs the registry alone. */
public final class RegistryMain {
    private RegistryMain() {}

    public static void main(String[] args) {
        ServiceMain.run(args, RegistryService::new);
    }
}
