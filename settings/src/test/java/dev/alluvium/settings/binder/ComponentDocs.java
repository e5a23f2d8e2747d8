package dev.alluvium.settings.binder;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What the Javadoc of a record says of its components, as Markdown. */
final class ComponentDocs {
    private static final Path SOURCES = Path.of("src/main/java");
    private static final Pattern COMMENT_OF_RECORD = Pattern.compile(
            "/\\*\\*((?:(?!\\*/).)*)\\*/\\s*(?:@\\w+(?:\\([^)]*\\))?\\s*)*public record (\\w+)\\(", Pattern.DOTALL);
    private static final Pattern PARAM = Pattern.compile("@param (\\w+) ((?:(?!@param ).)*)", Pattern.DOTALL);

    private static final Pattern CODE = Pattern.compile("\\{@code ([^}]*)}");

    private ComponentDocs() {}

    /** By the component's name; those without a {@code @param} are left out. */
    static Map<String, String> of(Class<?> type) {
        Class<?> file = type;
        while (file.getEnclosingClass() != null) {
            file = file.getEnclosingClass();
        }
        Map<String, String> meanings = new HashMap<>();
        Matcher comment =
                COMMENT_OF_RECORD.matcher(read(SOURCES.resolve(file.getName().replace('.', '/') + ".java")));
        while (comment.find()) {
            if (comment.group(2).equals(type.getSimpleName())) {
                Matcher param = PARAM.matcher(comment.group(1));
                while (param.find()) {
                    meanings.put(param.group(1), markdown(param.group(2)));
                }
            }
        }
        return meanings;
    }

    private static String markdown(String javadoc) {
        String text = javadoc.replaceAll("(?m)^\\s*\\*", " ");
        return CODE.matcher(text)
                .replaceAll(code -> Matcher.quoteReplacement("`" + key(code.group(1)) + "`"))
                .replaceAll("</?code>", "`")
                .replaceAll("\\s+", " ")
                .replace("|", "\\|")
                .strip();
    }

    /** Another component's name is said as its key. */
    private static String key(String code) {
        return code.matches("[a-z]+([A-Z][a-z]+)+") ? RecordBinder.kebab(code) : code;
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
