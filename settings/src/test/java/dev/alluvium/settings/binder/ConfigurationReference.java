package dev.alluvium.settings.binder;

import dev.alluvium.settings.AlluviumConfig;
import dev.alluvium.settings.BaseProfile;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The reference of the configuration, and how a page that was written by somebody else differs from it. */
final class ConfigurationReference {
    private static final String HEAD = """
            # Configuration

            Every key of `alluvium.yaml`, of all services, and of a base's `profile.yaml`. This page is made from the records of module
            `settings` by `ConfigurationReferenceTest`. `NAME` is a name of yours, `[]` each entry of a list.

            | value | as people write it |
            | --- | --- |
            | number | `0.05`, `5e-4`, or `5%` |
            | whole number | `1000`, `200k`, `2M`, `8G` |
            | duration | `500ms`, `30s`, `15m`, `6h`, `1d`, or `off` |
            | text | also `${NAME}` of the environment, `${file:/run/secrets/NAME}` |
            | list | `[a, b]`; one entry needs no brackets |
            | keys | the keys below; `auto` or `default` for what is as if it were left out, `off` where it says so |

            *The base's profile* is `profile.yaml` beside a base's weights; where that leaves the key out too, what
            [follows from the base's size](recipes/bring-your-own-base.md#its-defaults).
            """;

    private static final String TABLE = "\n| key | value | default | meaning |\n| --- | --- | --- | --- |\n";

    private ConfigurationReference() {}

    static String markdown() {
        StringBuilder page = new StringBuilder(HEAD);
        section(page, "alluvium.yaml", ConfigurationKeys.of(AlluviumConfig.class));
        section(page, "profile.yaml", ConfigurationKeys.of(BaseProfile.class));
        return page.toString();
    }

    private static void section(StringBuilder page, String file, List<ConfigurationKeys.Key> keys) {
        page.append("\n## ").append(file).append('\n');
        String part = null;
        for (ConfigurationKeys.Key key : keys) {
            if (!key.part().equals(part)) {
                part = key.part();
                page.append(part.isEmpty() ? "" : "\n### " + part + "\n").append(TABLE);
            }
            page.append(row(key)).append('\n');
        }
    }

    private static String row(ConfigurationKeys.Key key) {
        return "| `%s` | %s | %s | %s |".formatted(key.name(), key.value(), key.standard(), key.meaning());
    }

    /** One line for each key that is missing, too much or otherwise described in a page, with what to write. */
    static List<String> differences(String page, String reference) {
        Map<String, String> written = rows(page);
        Map<String, String> wanted = rows(reference);
        List<String> differences = new ArrayList<>();
        wanted.forEach((key, row) -> {
            String found = written.get(key);
            if (found == null) {
                differences.add(key + " is missing, write: " + row);
            } else if (!found.equals(row)) {
                differences.add(key + " is " + found + ", write: " + row);
            }
        });
        written.forEach((key, row) -> {
            if (!wanted.containsKey(key)) {
                differences.add(key + " is no key, delete: " + row);
            }
        });
        return differences;
    }

    /** Rows by file and key. */
    private static Map<String, String> rows(String page) {
        Map<String, String> rows = new LinkedHashMap<>();
        String file = "";
        for (String line : page.lines().toList()) {
            if (line.startsWith("## ")) {
                file = line.substring(3);
            } else if (!file.isEmpty() && line.startsWith("| `")) {
                rows.put(file + ": " + line.substring(3, line.indexOf('`', 3)), line);
            }
        }
        return rows;
    }
}
