package dev.alluvium.evaluator.adapter;

import dev.alluvium.evaluator.user.UserSuite;
import dev.alluvium.evaluator.user.UserSuites;
import dev.alluvium.settings.ModelConfig;
import dev.alluvium.settings.SuiteConfig;
import dev.alluvium.settings.binder.ConfigException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** Reads the suites of all models, once, at the start: a bad file is found before any version is trained. */
final class SuiteFiles {
    private SuiteFiles() {}

    /**
     * The suites by model.
     *
     * @throws ConfigException with every problem of every file
     */
    static Map<String, UserSuites> read(Map<String, ModelConfig> models) {
        List<String> problems = new ArrayList<>();
        Map<String, UserSuites> byModel = new LinkedHashMap<>();
        models.forEach((model, config) -> {
            List<UserSuite> suites = new ArrayList<>();
            config.suites().forEach((name, suite) -> {
                try {
                    suites.add(read(name, suite));
                } catch (ConfigException e) {
                    e.problems().forEach(problem -> problems.add(suite.file() + ", " + problem));
                } catch (IOException e) {
                    problems.add("models." + model + ".suites." + name + ".file=" + suite.file()
                            + ": cannot be read; name a file on the evaluator's disk");
                }
            });
            byModel.put(model, new UserSuites(suites));
        });
        if (!problems.isEmpty()) {
            throw new ConfigException("suites", problems);
        }
        return byModel;
    }

    private static UserSuite read(String name, SuiteConfig suite) throws IOException {
        String file = Objects.requireNonNull(suite.file());
        String text = new String(Files.readAllBytes(Path.of(file)), StandardCharsets.UTF_8);
        return UserSuite.of(name, file, text, suite.floor(), suite.maxLoss());
    }
}
