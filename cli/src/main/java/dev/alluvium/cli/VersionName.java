package dev.alluvium.cli;

import dev.alluvium.cli.client.CliException;
import dev.alluvium.knowledge.registry.ModelState;
import dev.alluvium.knowledge.registry.VersionState;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** {@code MODEL@VERSION}, where VERSION is a number, champion or previous; champion if left out. */
public record VersionName(String model, String version) {
    public static final String DESCRIPTION =
            "VERSION is a number, champion or previous, such as notes@3 (default: champion).";

    public static final class Converter implements ITypeConverter<VersionName> {
        @Override
        public VersionName convert(String text) {
            int at = text.indexOf('@');
            String model = at < 0 ? text : text.substring(0, at);
            String version = at < 0 ? "champion" : text.substring(at + 1);
            if (model.isEmpty() || !version.matches("\\d{1,9}|champion|previous")) {
                throw new TypeConversionException(
                        "'" + text + "' is no MODEL@VERSION, such as notes@3 or notes@champion");
            }
            return new VersionName(model, version);
        }
    }

    /**
     * The version that this names.
     *
     * @throws CliException if there is none, with those that there are
     */
    public VersionState in(ModelState state) {
        @Nullable Integer number = switch (version) {
            case "champion" -> (Integer) state.champion();
            case "previous" -> state.previous();
            default -> Integer.valueOf(version);
        };
        VersionState found = number == null ? null : state.versions().get(number);
        if (found == null) {
            throw new CliException(model + " has no "
                    + (version.equals("previous") ? "previous champion" : "version " + version)
                    + "; it has "
                    + state.versions().keySet().stream().map(String::valueOf).collect(Collectors.joining(", ")));
        }
        return found;
    }

    @Override
    public String toString() {
        return model + "@" + version;
    }
}
