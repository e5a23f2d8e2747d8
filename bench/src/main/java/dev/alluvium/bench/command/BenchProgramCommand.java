package dev.alluvium.bench.command;

import dev.alluvium.model.DecoderConfig;
import dev.alluvium.model.TargetModule;
import dev.alluvium.model.torch.Program;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code bench program}: the training program by itself, for {@code tools/baseline/program_step.py}. */
@Command(
        name = "program",
        hidden = true,
        mixinStandardHelpOptions = true,
        description =
                "Write the TorchScript archive that trains an adapter on all projections of a config.json's shape.")
final class BenchProgramCommand implements Callable<Integer> {
    @Parameters(paramLabel = "CONFIG", description = "A config.json, or the directory that has one.")
    Path config;

    @Parameters(index = "1", paramLabel = "FILE", description = "Where to write the archive.")
    Path file;

    @Option(names = "--cuda", description = "With attention by CUDA's variable-length flash kernel.")
    boolean cuda;

    @Override
    public Integer call() throws IOException {
        DecoderConfig decoder = DecoderConfig.read(Files.isDirectory(config) ? config.resolve("config.json") : config);
        Files.write(file, Program.archive(decoder, false, cuda, TargetModule.all()));
        return 0;
    }
}
