package dev.alluvium.app.command;

import dev.alluvium.cli.client.AtomicDirectory;
import dev.alluvium.cli.client.CliException;
import dev.alluvium.cli.client.Terminal;
import dev.alluvium.model.Adapter;
import dev.alluvium.model.Checkpoint;
import dev.alluvium.model.ModelException;
import dev.alluvium.model.gguf.GgufExport;
import dev.alluvium.model.tensor.ShardedSafetensors;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Locale;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Where and how a command writes GGUF: a whole model, or an adapter with the Modelfile that puts it on its base. */
final class GgufOutput {
    private static final double MIB = 1L << 20;
    private static final String DRAFT = "model.gguf";
    private static final String SUFFIX = ".gguf";
    private static final String MODELFILE = "Modelfile";

    private final Path file;
    private final Terminal terminal;

    GgufOutput(Path file, Terminal terminal) {
        this.file = file;
        this.terminal = terminal;
    }

    /** Refuses a place that is taken, before anything is fetched. */
    void requireNew(boolean modelfile) {
        for (Path each : modelfile ? new Path[] {file, modelfile()} : new Path[] {file}) {
            if (Files.exists(each)) {
                throw new CliException(each + ": exists; choose another name", 2);
            }
        }
    }

    /** A base, with an adapter merged where there is one. */
    void model(Path base, @Nullable Adapter adapter, GgufExport.Type type, String name) throws IOException {
        try (AtomicDirectory draft = AtomicDirectory.forFile(file)) {
            Path written = draft.draft().resolve(DRAFT);
            GgufExport.write(base, adapter, written, type, name, progress());
            terminal.done();
            draft.keepFile(written);
        } catch (IOException e) {
            throw full(e);
        }
        System.out.printf(
                Locale.ROOT, "wrote %s, %,.1f MiB%nask it: llama-cli -m %s%n", file, Files.size(file) / MIB, file);
    }

    /** An adapter by itself. */
    void adapter(Path base, Adapter adapter, String name) throws IOException {
        String from = base.toAbsolutePath().normalize().getFileName() + SUFFIX;
        try (AtomicDirectory draft = AtomicDirectory.forFile(file)) {
            Path written = draft.draft().resolve(DRAFT);
            GgufExport.writeAdapter(Checkpoint.open(base).config(), adapter, written, name);
            Path recipe = draft.draft().resolve(MODELFILE);
            Files.writeString(
                    recipe,
                    "# The base as GGUF: the file that it was converted from, or alluvium model convert " + base
                            + " --gguf " + from + "\nFROM ./" + from + "\nADAPTER ./" + file.getFileName() + "\n");
            draft.keepFile(written);
            Files.move(recipe, modelfile(), StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            throw full(e);
        }
        System.out.printf(
                Locale.ROOT,
                "wrote %s and %s%nask it: llama-cli -m %s --lora %s, or ollama create NAME -f %s%n",
                file,
                modelfile(),
                from,
                file,
                modelfile());
    }

    private Path modelfile() {
        String name = String.valueOf(file.getFileName());
        String stem = name.endsWith(SUFFIX) ? name.substring(0, name.length() - SUFFIX.length()) : name;
        return Objects.requireNonNullElse(file.getParent(), Path.of("")).resolve(stem + "." + MODELFILE);
    }

    private ModelException full(IOException e) {
        return new ModelException(
                file, String.valueOf(e.getMessage()), "cannot be written", "check its permissions and the disk", e);
    }

    private ShardedSafetensors.Progress progress() {
        return (written, done, of) -> terminal.progress(
                "writing",
                done,
                of,
                String.format(Locale.ROOT, "%,.0f of %,.0f MiB  %s", done / MIB, of / MIB, file.getFileName()));
    }
}
