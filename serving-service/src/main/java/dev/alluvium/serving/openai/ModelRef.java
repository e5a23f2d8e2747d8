package dev.alluvium.serving.openai;

import java.util.OptionalInt;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a request calls {@code model}: {@code notes} or {@code notes@champion} for what users get, {@code notes@2} for
 * one version.
 *
 * @param version empty for the champion
 */
public record ModelRef(String model, OptionalInt version) {
    private static final Pattern FORM = Pattern.compile("([a-z0-9][a-z0-9-]{0,62})(?:@(champion|0|[1-9][0-9]{0,8}))?");

    /** Reads a reference; {@link ApiException} where it has another form. */
    public static ModelRef parse(String text) {
        Matcher matcher = FORM.matcher(text);
        if (!matcher.matches()) {
            throw new ApiError(
                            404,
                            "invalid_request_error",
                            "model",
                            "model_not_found",
                            "model: must be a model's name, alone or with @champion or @VERSION; see GET /v1/models")
                    .toException();
        }
        String version = matcher.group(2);
        boolean champion = version == null || version.equals("champion");
        return new ModelRef(
                matcher.group(1), champion ? OptionalInt.empty() : OptionalInt.of(Integer.parseInt(version)));
    }

    /** The name of one version, as answers carry it. */
    public static String of(String model, int version) {
        return model + "@" + version;
    }
}
