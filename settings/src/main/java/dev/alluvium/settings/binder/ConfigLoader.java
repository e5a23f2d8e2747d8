package dev.alluvium.settings.binder;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import dev.alluvium.settings.AlluviumConfig;
import dev.alluvium.settings.Given;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** Reads YAML files into records. */
public final class ConfigLoader {
    private static final YAMLMapper YAML = new YAMLMapper();

    private ConfigLoader() {}

    /**
     * The configuration of an installation.
     *
     * @throws ConfigException if the file cannot be read or has problems
     */
    public static AlluviumConfig load(Path file, Map<String, String> environment) {
        return read(file, AlluviumConfig.class, environment);
    }

    /**
     * Whether a file that was read says something of a key: what is left out or empty has a default, but is not given.
     *
     * @param key such as {@code kafka.bootstrap-servers}
     */
    public static boolean gives(Path file, String key) {
        try {
            JsonNode at = YAML.readTree(file.toFile()).at("/" + key.replace('.', '/'));
            return !at.isMissingNode() && !at.isNull();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * Any record from a YAML file, such as a base's {@code profile.yaml}.
     *
     * @throws ConfigException if the file cannot be read or has problems
     */
    public static <T extends Record> T read(Path file, Class<T> type, Map<String, String> environment) {
        try {
            return parse(file.toString(), Files.readString(file), type, environment);
        } catch (IOException e) {
            throw new ConfigException(
                    file.toString(), List.of("cannot be read (" + e + "); check the path given with --config"));
        }
    }

    /** As above, from text. */
    public static <T extends Record> T parse(
            String source, String yaml, Class<T> type, Map<String, String> environment) {
        return new RecordBinder(source, environment).bind(tree(source, yaml), type);
    }

    /**
     * What a text gives of a part.
     *
     * @throws ConfigException if the text has problems
     */
    public static <T extends Record> Given<T> given(String source, String yaml, Class<T> type) {
        return new RecordBinder(source, Map.of()).bindGiven(tree(source, yaml), type);
    }

    private static JsonNode tree(String source, String yaml) {
        try {
            return YAML.readTree(yaml);
        } catch (JsonProcessingException e) {
            throw new ConfigException(
                    source,
                    List.of("line " + e.getLocation().getLineNr() + ", column "
                            + e.getLocation().getColumnNr() + ": not valid YAML: " + e.getOriginalMessage()));
        }
    }
}
