package dev.alluvium.cli;

import picocli.CommandLine.Parameters;

/** The model that a command is about, where most installations have one. */
final class ModelArgument {
    @Parameters(
            paramLabel = "MODEL",
            arity = "0..1",
            defaultValue = "notes",
            description = "The model (default: ${DEFAULT-VALUE}).")
    String name;
}
