package dev.alluvium.serving.vllm;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What an adapter is called on a server: {@code notes@3-1a2b3c4d5e6f-k3j9}. A server may go on answering from what it cached
 * under a name when another adapter is loaded under it, so a name says which bytes it stands for and no two loads share one.
 *
 * @param digest beginning of the adapter's sha256
 * @param stamp different for each load
 */
public record AdapterName(String model, int version, String digest, String stamp) {
    private static final int DIGITS = 12;
    private static final Pattern FORM =
            Pattern.compile("([a-z0-9][a-z0-9-]{0,62})@([1-9][0-9]{0,8})-([0-9a-f]{" + DIGITS + "})-([0-9a-z]+)");

    /** A fresh name for a version. */
    static AdapterName of(WantedVersion wanted, String stamp) {
        return new AdapterName(wanted.model(), wanted.version(), wanted.sha256().substring(0, DIGITS), stamp);
    }

    /** Reads a name; empty where it is somebody else's. */
    public static Optional<AdapterName> parse(String text) {
        Matcher matcher = FORM.matcher(text);
        return matcher.matches()
                ? Optional.of(new AdapterName(
                        matcher.group(1), Integer.parseInt(matcher.group(2)), matcher.group(3), matcher.group(4)))
                : Optional.empty();
    }

    /** Whether it stands for these bytes of this version. */
    boolean names(WantedVersion wanted) {
        return model.equals(wanted.model())
                && version == wanted.version()
                && wanted.sha256().startsWith(digest);
    }

    @Override
    public String toString() {
        return model + "@" + version + "-" + digest + "-" + stamp;
    }
}
