package dev.alluvium.trainer.run;

import dev.alluvium.model.BaseModel;
import dev.alluvium.model.BaseModels;
import dev.alluvium.model.LoadOptions;
import dev.alluvium.model.ModelException;
import dev.alluvium.runtime.base.BaseException;
import dev.alluvium.settings.binder.ConfigException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.function.Supplier;

/** A base that no repetition makes usable: it is missing, damaged, of an unknown kind, or has a faulty profile. */
final class UnusableBaseException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private UnusableBaseException(RuntimeException cause) {
        super(cause.getMessage(), cause);
    }

    /** Loads a base. */
    static BaseModel load(Supplier<Path> directory, LoadOptions options) {
        return reading(() -> BaseModels.acquire(directory.get(), options));
    }

    /**
     * Reads something of a base.
     *
     * @throws UnusableBaseException if it is the base that is at fault, and not the disk or the store
     */
    static <T> T reading(Supplier<T> source) {
        try {
            return source.get();
        } catch (BaseException e) {
            throw e.getCause() instanceof IOException ? e : new UnusableBaseException(e);
        } catch (ModelException | ConfigException e) {
            throw new UnusableBaseException(e);
        }
    }
}
