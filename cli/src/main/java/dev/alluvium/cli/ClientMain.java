package dev.alluvium.cli;

/**
 * The client commands by themselves. The launch script starts them here, with a class path that has neither broker nor services
 * on it, for they are typed often and wait for little but their own start.
 */
public final class ClientMain {
    private ClientMain() {}

    public static void main(String[] args) {
        if (System.getProperty("logback.configurationFile") == null) {
            System.setProperty("logback.configurationFile", "logback-alluvium.xml");
        }
        System.exit(AlluviumCommand.run(args));
    }
}
