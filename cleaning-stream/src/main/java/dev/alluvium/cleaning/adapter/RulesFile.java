package dev.alluvium.cleaning.adapter;

import dev.alluvium.cleaning.rule.RuleSet;
import dev.alluvium.settings.CleaningSettings;
import dev.alluvium.settings.RuleSettings;
import dev.alluvium.settings.binder.ConfigException;
import dev.alluvium.settings.binder.ConfigLoader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The rules of the configuration and of its rules file, which is looked at again every {@value #EVERY_MILLIS} ms. A file
 * that does not compile changes nothing: the rules before it go on holding, and {@code status} says what is wrong.
 */
public final class RulesFile implements Supplier<RuleSet> {
    static final long EVERY_MILLIS = 2_000;
    private static final Logger LOG = LoggerFactory.getLogger(RulesFile.class);

    private final List<RuleSettings> own;
    private final @Nullable Path file;
    private final Map<String, String> environment;
    private final LongSupplier millis;
    private volatile RuleSet current;
    private volatile @Nullable String problem;
    private @Nullable FileTime read;
    private volatile long nextLook;

    /** What a rules file holds. */
    public record Content(@Nullable List<RuleSettings> rules) {}

    /**
     * Reads the rules for the first time.
     *
     * @param millis a clock that is never set back
     * @throws IllegalArgumentException if a rule is wrong, with its place
     */
    public RulesFile(CleaningSettings settings, Map<String, String> environment, LongSupplier millis) {
        this.own = settings.rules();
        this.file = settings.rulesFile() == null ? null : Path.of(settings.rulesFile());
        this.environment = Map.copyOf(environment);
        this.millis = millis;
        this.nextLook = millis.getAsLong() + EVERY_MILLIS;
        this.read = modified();
        this.current = compile();
    }

    @Override
    public RuleSet get() {
        if (file != null && millis.getAsLong() >= nextLook) {
            look();
        }
        return current;
    }

    /** What is wrong with the file as it is now, or null. */
    public @Nullable String problem() {
        return problem;
    }

    private synchronized void look() {
        nextLook = millis.getAsLong() + EVERY_MILLIS;
        FileTime now = modified();
        if (Objects.equals(now, read)) {
            return;
        }
        read = now;
        try {
            current = compile();
            problem = null;
            LOG.atInfo().addKeyValue("rules", current.size()).log("rules read");
        } catch (IllegalArgumentException e) {
            problem = e.getMessage();
            LOG.atError().addKeyValue("problem", e.getMessage()).log("rules refused, those before go on holding");
        }
    }

    private RuleSet compile() {
        List<RuleSettings> all = new ArrayList<>(own);
        try {
            if (file != null) {
                Content content = ConfigLoader.read(file, Content.class, environment);
                all.addAll(Objects.requireNonNullElse(content.rules(), List.of()));
            }
            return RuleSet.compile(all);
        } catch (ConfigException e) {
            throw new IllegalArgumentException(e.getMessage(), e);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException((file == null ? "cleaning" : file) + ":\n  " + e.getMessage(), e);
        }
    }

    private @Nullable FileTime modified() {
        try {
            return file == null || !Files.exists(file) ? null : Files.getLastModifiedTime(file);
        } catch (IOException e) {
            LOG.debug("the rules file went away while it was looked at", e);
            return null;
        }
    }
}
