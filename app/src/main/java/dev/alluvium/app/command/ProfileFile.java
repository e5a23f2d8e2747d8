package dev.alluvium.app.command;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLGenerator;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import dev.alluvium.cli.client.CliException;
import dev.alluvium.cli.client.FileProblem;
import dev.alluvium.trainer.recipe.TrainingSettings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/** Chosen hyperparameters as YAML: to paste into a configuration, or in a base's {@code profile.yaml}. */
public final class ProfileFile {
    private static final YAMLMapper YAML = YAMLMapper.builder()
            .disable(YAMLGenerator.Feature.WRITE_DOC_START_MARKER)
            .enable(YAMLGenerator.Feature.MINIMIZE_QUOTES)
            .build();

    private ProfileFile() {}

    /** A model's part of a configuration file. */
    public static String snippet(String base, TrainingSettings chosen) {
        ObjectNode model = YAML.createObjectNode();
        model.put("base", base);
        fill(model.putObject("training"), chosen);
        ObjectNode root = YAML.createObjectNode();
        root.putObject("models").set("MODEL", model);
        return text(root);
    }

    /** Sets the values in a profile and keeps whatever else it says but its comments; the file before is kept as .bak. */
    public static void write(Path file, TrainingSettings chosen) {
        try {
            ObjectNode profile = YAML.createObjectNode();
            if (Files.exists(file)) {
                Files.copy(file, file.resolveSibling(file.getFileName() + ".bak"), StandardCopyOption.REPLACE_EXISTING);
                JsonNode before = YAML.readTree(file.toFile());
                profile = before instanceof ObjectNode object ? object : profile;
            }
            JsonNode training = profile.get("training");
            fill(training instanceof ObjectNode object ? object : profile.putObject("training"), chosen);
            Files.writeString(file, text(profile));
        } catch (IOException e) {
            throw new CliException(file + ": cannot be written: " + FileProblem.of(e));
        }
    }

    private static void fill(ObjectNode training, TrainingSettings chosen) {
        training.put("rank", chosen.rank());
        training.put("alpha", chosen.alpha());
        training.put("learning-rate", chosen.learningRate());
        training.put("epochs", chosen.epochs());
    }

    private static String text(JsonNode tree) {
        try {
            return YAML.writeValueAsString(tree).stripTrailing();
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }
}
