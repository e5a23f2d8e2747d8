package dev.alluvium.runtime.http;

import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * What may stand for a parameter of a path. Names become parts of object keys and file names: one that has a slash, written
 * {@code %2f}, or that is {@code ..} would name another object than it says.
 */
final class PathNames {
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9._:@-]{1,128}");
    private static final Pattern NUMBER = Pattern.compile("[0-9]{1,6}");
    private static final Pattern SHA256 = Pattern.compile("[0-9a-f]{64}");
    private static final Set<String> NUMBERS = Set.of("version", "part");

    private PathNames() {}

    /**
     * Checks the decoded parameters of a path.
     *
     * @throws HttpProblem 400 that names the parameter, its value and the rule
     */
    static void check(Map<String, String> parameters) {
        parameters.forEach((name, value) -> {
            if (NUMBERS.contains(name)) {
                require(NUMBER.matcher(value).matches(), name, value, "must be a number from 0 to 999999");
            } else if (name.equals("sha256")) {
                require(SHA256.matcher(value).matches(), name, value, "must be 64 lower-case hexadecimal digits");
            } else {
                require(
                        NAME.matcher(value).matches() && !value.equals(".") && !value.contains(".."),
                        name,
                        value,
                        "must be 1 to 128 of the characters A-Z a-z 0-9 . _ : @ - and hold no ..");
            }
        });
    }

    private static void require(boolean holds, String name, String value, String rule) {
        if (!holds) {
            throw new HttpProblem(400, "Bad name in the path", name + "=" + value + ": " + rule);
        }
    }
}
