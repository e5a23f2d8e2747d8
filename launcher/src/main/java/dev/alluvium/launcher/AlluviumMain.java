package dev.alluvium.launcher;

import dev.alluvium.launcher.cli.AlluviumCommand;

/** The {@code alluvium} command. */
public final class AlluviumMain {
    private AlluviumMain() {}

    public static void main(String[] args) {
        System.setProperty("ai.djl.offline", "true");
        if (System.getProperty("logback.configurationFile") == null) {
            System.setProperty("logback.configurationFile", "logback-alluvium.xml");
        }
        System.exit(AlluviumCommand.run(args));
    }
}
