package dev.alluvium.runtime.trust;

import java.nio.file.Path;

/**
 * Makes the key pairs of trainer, evaluator and registry in a directory, where services are containers of their own and no
 * {@code openssl} is at hand. Pairs that exist are kept.
 */
public final class MakeKeys {
    private MakeKeys() {}

    public static void main(String[] args) {
        if (args.length != 1) {
            System.err.println("usage: MakeKeys DIRECTORY");
            System.exit(2);
        }
        KeyFiles.ensure(Path.of(args[0]));
    }
}
