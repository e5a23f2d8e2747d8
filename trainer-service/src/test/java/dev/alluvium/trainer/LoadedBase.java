package dev.alluvium.trainer;

import dev.alluvium.model.BaseModel;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/** A small random base that all tests of a class share. */
public final class LoadedBase implements BeforeAllCallback, AfterAllCallback {
    private @Nullable Path directory;
    private @Nullable BaseModel model;

    @Override
    public void beforeAll(ExtensionContext context) throws IOException {
        Path fresh = Files.createTempDirectory("base");
        directory = fresh;
        model = BaseModel.load(RandomBase.write(fresh.resolve("base"), 1));
    }

    @Override
    public void afterAll(ExtensionContext context) throws IOException {
        model().close();
        try (Stream<Path> files = Files.walk(Objects.requireNonNull(directory))) {
            files.sorted(Comparator.reverseOrder()).forEach(LoadedBase::delete);
        }
    }

    /** The base, while tests of the class run. */
    public BaseModel model() {
        return Objects.requireNonNull(model);
    }

    private static void delete(Path file) {
        try {
            Files.delete(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
