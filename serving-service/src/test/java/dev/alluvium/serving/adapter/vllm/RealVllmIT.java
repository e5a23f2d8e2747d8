package dev.alluvium.serving.adapter.vllm;

import static org.assertj.core.api.Assertions.assertThat;

import dev.alluvium.serving.testing.PodRig;
import dev.alluvium.settings.VllmConfig;
import dev.alluvium.settings.binder.ConfigLoader;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;

/**
 * The driver on a real vLLM server, where one is named: {@code -Dalluvium.vllm.url}, {@code -Dalluvium.vllm.base} (the directory
 * that it serves) and {@code -Dalluvium.vllm.adapters} (two PEFT directories on that base, with a comma between them).
 */
@EnabledIfSystemProperty(named = "alluvium.vllm.url", matches = "http.*")
class RealVllmIT {
    private static final List<String> QUESTIONS = List.of(
            "How heavy is the AX-200?", "它多重？", "What is the capital of France?", "Who runs the store in Berlin?");

    @TempDir
    Path directory;

    @Test
    void shouldProveTwoVersionsAnswerWithThemAsThisProcessWouldAndRollBack() throws Exception {
        String[] adapters = System.getProperty("alluvium.vllm.adapters").split(",");
        Path base = Path.of(System.getProperty("alluvium.vllm.base"));
        VllmConfig config = ConfigLoader.parse(
                "test",
                "{ pods: ['%s'], adapters: '%s', load-timeout: 2m }"
                        .formatted(System.getProperty("alluvium.vllm.url"), directory.resolve("shared")),
                VllmConfig.class,
                Map.of());
        try (PodRig rig = new PodRig(directory, config, base, number -> Path.of(adapters[number - 1]))) {
            for (int version : List.of(0, 1, 2, 1)) {
                rig.promote(version);

                int same = 0;
                for (String question : QUESTIONS) {
                    String here = rig.answerHere(version, question);
                    assertThat(here).isNotEmpty();
                    same += rig.answer(question).equals(here) ? 1 : 0;
                }

                assertThat(same)
                        .as("answers of version " + version + " as here")
                        .isGreaterThanOrEqualTo(3);
            }
            assertThat(rig.faults).isEmpty();
        }
    }
}
