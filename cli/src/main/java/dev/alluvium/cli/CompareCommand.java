package dev.alluvium.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import dev.alluvium.cli.client.ApiClient;
import dev.alluvium.cli.client.CliException;
import dev.alluvium.cli.client.Output;
import dev.alluvium.cli.client.Registry;
import dev.alluvium.cli.client.Target;
import dev.alluvium.cli.client.VersionComparison;
import dev.alluvium.knowledge.registry.ModelState;
import dev.alluvium.knowledge.registry.VersionState;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.TypeConversionException;

/** Two versions side by side. */
@Command(
        name = "compare",
        mixinStandardHelpOptions = true,
        description = "Compare two versions of a model: their lineage, their training and each rule of the gate.")
final class CompareCommand implements Callable<Integer> {
    @Mixin
    final Target target = new Target();

    @Mixin
    final Output output = new Output();

    @Parameters(index = "0", paramLabel = "MODEL", description = "The model.")
    String model;

    @Parameters(
            index = "1",
            paramLabel = "A",
            arity = "0..1",
            defaultValue = "champion",
            description = "A number, champion or previous (default: champion).")
    String first;

    @Parameters(
            index = "2",
            paramLabel = "B",
            arity = "0..1",
            description = "Likewise (default: champion, or the parent of A if A is the champion).")
    @Nullable String second;

    @Override
    public Integer call() {
        ApiClient api = target.api();
        ModelState state = new Registry(api).model(model);
        VersionState a = named(first).in(state);
        VersionState b = second == null ? beside(state, a) : named(second).in(state);
        VersionComparison found = VersionComparison.of(state, a, b, report(api, a), report(api, b));
        output.print(
                System.out,
                found,
                List.of("", model + "@" + a.version(), model + "@" + b.version()),
                found.lines().stream()
                        .map(line -> Arrays.<@Nullable Object>asList(line.what(), line.first(), line.second()))
                        .toList());
        if (output.isTable()) {
            notes(found).forEach(System.out::println);
        }
        return 0;
    }

    /** What a version is compared with where nobody says: the champion, or what the champion came from. */
    private VersionState beside(ModelState state, VersionState version) {
        if (state.versions().size() == 1) {
            throw new CliException(model + " has one version, " + version.version()
                    + ", and nothing to compare it with; alluvium push --wait FILE makes another");
        }
        return version.version() == state.champion() && version.version() > 0
                ? state.get(version.parent())
                : state.get(
                        version.version() == state.champion() ? state.versions().lastKey() : state.champion());
    }

    private VersionName named(String version) {
        try {
            return new VersionName.Converter().convert(model + "@" + version);
        } catch (TypeConversionException e) {
            throw new CliException(
                    "'" + version + "' is no version of " + model + ": a number, champion or previous", 2);
        }
    }

    private JsonNode report(ApiClient api, VersionState version) {
        return version.evaluation() == null
                ? MissingNode.getInstance()
                : api.get("/models/" + model + "/reports/" + version.run());
    }

    private static List<String> notes(VersionComparison found) {
        String questions = found.sameQuestions()
                ? "Their evaluations asked the same questions."
                : "Their evaluations asked different questions, so figures differ for that too; alluvium ask "
                        + found.model() + "@" + found.first() + " \"…\" --compare " + found.second() + " asks both.";
        return List.of(
                lineage(found),
                trainedOn(found, found.first(), found.onlyFirst()),
                trainedOn(found, found.second(), found.onlySecond()),
                questions);
    }

    private static String lineage(VersionComparison found) {
        if (found.first() == found.second()) {
            return "They are one version.";
        }
        return found.common() == found.first() || found.common() == found.second()
                ? "Version " + Math.max(found.first(), found.second()) + " comes from version " + found.common() + "."
                : "Both come from version " + found.common() + ".";
    }

    private static String trainedOn(VersionComparison found, int version, List<String> rounds) {
        return "Only " + found.model() + "@" + version + " knows: "
                + (rounds.isEmpty() ? "no round" : String.join(", ", rounds)) + ".";
    }
}
