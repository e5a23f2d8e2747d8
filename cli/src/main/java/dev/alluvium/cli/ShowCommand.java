package dev.alluvium.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.alluvium.cli.client.ApiClient;
import dev.alluvium.cli.client.CliException;
import dev.alluvium.cli.client.FileProblem;
import dev.alluvium.cli.client.LossChart;
import dev.alluvium.cli.client.Output;
import dev.alluvium.cli.client.Registry;
import dev.alluvium.cli.client.Target;
import dev.alluvium.cli.client.VersionText;
import dev.alluvium.contracts.experiment.PromotionWatch;
import dev.alluvium.contracts.json.Json;
import dev.alluvium.knowledge.registry.ModelState;
import dev.alluvium.knowledge.registry.VersionState;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Shows one version: its records' rounds, its training, each rule of the gate. */
@Command(
        name = "show",
        mixinStandardHelpOptions = true,
        description = "Show a version, its verdict, its report and its loss curve.")
final class ShowCommand implements Callable<Integer> {
    @Mixin
    final Target target = new Target();

    @Mixin
    final Output output = new Output();

    @Parameters(
            paramLabel = "MODEL@VERSION",
            arity = "0..1",
            defaultValue = "notes",
            converter = VersionName.Converter.class,
            description = VersionName.DESCRIPTION)
    VersionName name;

    @Option(
            names = "--report",
            description =
                    "With questions that it answered wrongly; in json and yaml the whole report of the evaluation.")
    boolean report;

    @Option(
            names = "--card",
            paramLabel = "FILE",
            description = "Write the decision card, one self-contained HTML page, to a file.")
    @Nullable Path card;

    @Override
    public Integer call() {
        if (card != null && (report || !output.isTable())) {
            throw new CliException(
                    (report ? "--report" : "--output")
                            + ": is not for --card, which writes a page and shows nothing; leave one of them out",
                    2);
        }
        ApiClient api = target.api();
        ModelState model = new Registry(api).model(name.model());
        VersionState version = name.in(model);
        PromotionWatch watch = model.watch();
        watch = watch != null && watch.version() == version.version() ? watch : null;
        if (card != null) {
            return write(api, version, card);
        }
        ObjectNode shown = Json.mapper().valueToTree(version);
        if (watch != null) {
            shown.set("watch", Json.mapper().valueToTree(watch));
        }
        JsonNode points = version.run().isEmpty()
                ? MissingNode.getInstance()
                : api.get("/runs/" + version.run() + "/metrics").path("points");
        if (!output.isTable() && !points.isEmpty()) {
            shown.set("lossCurve", points);
        }
        JsonNode judged = version.evaluation() == null || (!report && !output.isTable())
                ? MissingNode.getInstance()
                : api.get("/models/" + name.model() + "/reports/" + version.run());
        if (output.isTable()) {
            String number = name.model() + "@" + version.version();
            VersionText.of(number, version, judged, report).forEach(System.out::println);
            if (watch != null) {
                System.out.println("  watched   until " + watch.endsAt() + ", compared with version "
                        + watch.baseline().version() + "; alluvium status shows what is found");
            }
            LossChart.of(curve(points)).forEach(System.out::println);
            return 0;
        }
        if (!judged.isMissingNode()) {
            shown.set("report", judged);
        }
        output.print(System.out, shown);
        return 0;
    }

    private int write(ApiClient api, VersionState version, Path file) {
        if (version.evaluation() == null) {
            throw new CliException(name.model() + "@" + version.version() + " was not judged, so it has no card");
        }
        byte[] page = api.bytes("/models/" + name.model() + "/reports/" + version.run() + "/card");
        try {
            Files.write(file, page);
        } catch (IOException e) {
            throw new CliException(file + ": cannot be written (" + FileProblem.of(e) + "); name another file");
        }
        System.out.println(file.toAbsolutePath());
        return 0;
    }

    private static List<LossChart.Point> curve(JsonNode points) {
        List<LossChart.Point> curve = new ArrayList<>();
        for (JsonNode point : points) {
            JsonNode validation = point.path("validationLoss");
            curve.add(new LossChart.Point(
                    point.path("step").asInt(),
                    point.path("averageLoss").asDouble(),
                    validation.isNumber() ? Double.valueOf(validation.asDouble()) : null));
        }
        return curve;
    }
}
