package dev.alluvium.cli;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.alluvium.cli.client.CliException;
import dev.alluvium.cli.client.Output;
import dev.alluvium.cli.client.QueryString;
import dev.alluvium.cli.client.Registry;
import dev.alluvium.cli.client.Target;
import dev.alluvium.cli.client.VersionText;
import dev.alluvium.contracts.json.Json;
import dev.alluvium.contracts.registry.RegistryEvent;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Shows who changed what of a model, when and why. */
@Command(
        name = "history",
        description = {
            "Show who changed what of a model, when and why, the newest last.",
            "--at says which version was champion at a time; --output json or yaml shows the events whole."
        })
final class HistoryCommand implements Callable<Integer> {
    @Mixin
    final Target target = new Target();

    @Mixin
    final Output output = new Output();

    @Mixin
    final ModelArgument model = new ModelArgument();

    @Option(
            names = "--at",
            paramLabel = "TIME",
            description = "The history up to this time, such as 2026-11-20T08:00:00Z.")
    @Nullable String at;

    // picocli leaves its own --help out where --version is another option's name
    @Option(
            names = {"-h", "--help"},
            usageHelp = true,
            description = "Show this help message and exit.")
    boolean help;

    @Option(names = "--version", paramLabel = "N", description = "Only what happened to this version.")
    @Nullable Integer version;

    @Option(names = "--type", paramLabel = "TYPE", description = "Only events of this type, such as version-promoted.")
    @Nullable String type;

    @Option(names = "--by", paramLabel = "ACTOR", description = "Only what this token or service did.")
    @Nullable String by;

    @Option(
            names = "--limit",
            paramLabel = "N",
            defaultValue = "20",
            description = "Only the newest N (default: ${DEFAULT-VALUE}).")
    int limit;

    @Override
    public Integer call() {
        if (limit < 1) {
            throw new CliException("--limit=" + limit + ": must be at least 1; try 20", 2);
        }
        JsonNode history = new Registry(target.api())
                .history(model.name, new QueryString().with("at", at).toString());
        List<JsonNode> matching = new ArrayList<>();
        history.path("events").forEach(event -> {
            if (matches(event)) {
                matching.add(event);
            }
        });
        if (matching.isEmpty() && (type != null || by != null || version != null)) {
            check(history.path("events"));
            System.err.println(nothing(history.path("events")));
        }
        List<JsonNode> newest = matching.subList(Math.max(0, matching.size() - limit), matching.size());
        if (!output.isTable()) {
            ObjectNode shown = history.deepCopy();
            shown.set("events", Json.mapper().valueToTree(newest));
            output.print(System.out, shown);
            return 0;
        }
        if (at != null) {
            System.out.println(champion(history));
        }
        output.print(
                System.out,
                newest,
                List.of("AT", "EVENT", "VERSION", "BY", "WHY"),
                newest.stream().map(HistoryCommand::row).toList());
        if (newest.size() < matching.size()) {
            System.err.println(
                    "these are the newest " + newest.size() + " of " + matching.size() + "; --limit shows more");
        }
        return 0;
    }

    private boolean matches(JsonNode event) {
        JsonNode change = event.path("change");
        return (type == null || type.equals(change.path("type").asText()))
                && (by == null || by.equals(event.path("actor").asText()))
                && (version == null || versions(change).contains(version.toString()));
    }

    /** A type that no event can have is a typing error; one that none has yet is not. */
    private void check(JsonNode events) {
        String asked = type;
        if (asked == null) {
            return;
        }
        Set<String> known = new TreeSet<>();
        for (JsonSubTypes.Type one :
                RegistryEvent.Change.class.getAnnotation(JsonSubTypes.class).value()) {
            known.add(one.name());
        }
        events.forEach(event -> known.add(event.path("change").path("type").asText()));
        if (!known.contains(asked)) {
            throw new CliException(
                    "--type=" + asked + ": is no type of event; the types are " + String.join(", ", known), 2);
        }
    }

    /** Which filter nothing passes, and what would. */
    private String nothing(JsonNode events) {
        Set<String> types = new TreeSet<>();
        Set<String> actors = new TreeSet<>();
        Set<Integer> numbers = new TreeSet<>();
        events.forEach(event -> {
            types.add(event.path("change").path("type").asText());
            actors.add(event.path("actor").asText());
            versions(event.path("change")).forEach(number -> numbers.add(Integer.valueOf(number)));
        });
        String before = "the history of " + model.name + " has no event";
        if (type != null && !types.contains(type)) {
            return before + " of --type " + type + "; it has " + String.join(", ", types);
        } else if (by != null && !actors.contains(by)) {
            return before + " --by " + by + "; it has events by " + String.join(", ", actors);
        } else if (version != null && !numbers.contains(version)) {
            return before + " of --version " + version + "; it has events of versions "
                    + numbers.stream().map(String::valueOf).collect(Collectors.joining(", "));
        }
        return before + " that all of --type, --by and --version choose; leave one of them out";
    }

    private static List<String> versions(JsonNode change) {
        return Stream.of("version", "from", "to")
                .map(change::path)
                .filter(JsonNode::isInt)
                .map(JsonNode::asText)
                .toList();
    }

    private static List<@Nullable Object> row(JsonNode event) {
        JsonNode change = event.path("change");
        return Arrays.asList(
                VersionText.seconds(Instant.parse(event.path("at").asText())),
                change.path("type").asText(),
                versions(change).isEmpty() ? null : String.join(" to ", versions(change)),
                event.path("actor").asText(),
                event.path("reason").asText());
    }

    private String champion(JsonNode history) {
        return history.path("champion").isInt()
                ? "version " + history.path("champion").asText() + " was the champion of " + model.name + " at " + at
                : model.name + " did not exist at " + at;
    }
}
