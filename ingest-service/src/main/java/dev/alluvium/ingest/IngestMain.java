package dev.alluvium.ingest;

import dev.alluvium.runtime.service.ServiceMain;

/** Runs admission alone. */
public final class IngestMain {
    private IngestMain() {}

    public static void main(String[] args) {
        ServiceMain.run(args, IngestService::new);
    }
}
