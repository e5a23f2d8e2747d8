package dev.alluvium.app.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.joran.JoranConfigurator;
import ch.qos.logback.classic.util.LogbackMDCAdapter;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.alluvium.cli.client.CliException;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class LogTargetTest {
    @TempDir
    Path directory;

    @ParameterizedTest
    @CsvSource({"json, JSON", "text, TEXT", "file, FILE", "'', FILE", "' json ', JSON"})
    void shouldReadItFromTheEnvironment(String given, LogTarget target) {
        assertThat(LogTarget.of(Map.of("ALLUVIUM_LOG", given))).isEqualTo(target);
    }

    @Test
    void shouldLogToTheDataDirectoryWhereNothingIsSaid() {
        assertThat(LogTarget.of(Map.of())).isEqualTo(LogTarget.FILE);
    }

    @Test
    void shouldRefuseAnotherValueByName() {
        assertThatThrownBy(() -> LogTarget.of(Map.of("ALLUVIUM_LOG", "xml")))
                .isInstanceOf(CliException.class)
                .hasMessage("ALLUVIUM_LOG=xml: must be json, text or file; try json");
    }

    @Test
    void shouldWriteOneObjectPerLineToStandardOutput() throws Exception {
        List<String> lines = logged(LogTarget.JSON);

        JsonNode entry = new ObjectMapper().readTree(lines.get(0));
        assertThat(lines).hasSize(1);
        assertThat(entry.path("message").asText()).isEqualTo("a round was cut");
        assertThat(entry.path("model").asText()).isEqualTo("notes");
        assertThat(entry.path("level").asText()).isEqualTo("INFO");
    }

    @Test
    void shouldWriteLinesOfTextToStandardOutput() throws Exception {
        assertThat(logged(LogTarget.TEXT)).singleElement().asString().contains("INFO", "a round was cut", "notes");
    }

    @Test
    void shouldLeaveStandardOutputToPeopleOtherwise() throws Exception {
        assertThat(logged(LogTarget.FILE)).isEmpty();
    }

    /** What stands on standard output after one entry of a service. */
    private List<String> logged(LogTarget target) throws Exception {
        PrintStream before = System.out;
        ByteArrayOutputStream printed = new ByteArrayOutputStream();
        LoggerContext context = new LoggerContext();
        context.setMDCAdapter(new LogbackMDCAdapter());
        context.putProperty("alluvium.log.directory", directory.toString());
        System.setOut(new PrintStream(printed, true, StandardCharsets.UTF_8));
        try {
            JoranConfigurator configurator = new JoranConfigurator();
            configurator.setContext(context);
            configurator.doConfigure(LogTarget.class.getClassLoader().getResource(target.configuration()));
            context.getLogger("dev.alluvium.accumulator")
                    .atInfo()
                    .addKeyValue("model", "notes")
                    .log("a round was cut");
        } finally {
            context.stop();
            System.setOut(before);
        }
        assertThat(Files.readString(directory.resolve("alluvium.log"))).contains("a round was cut");
        return printed.toString(StandardCharsets.UTF_8).lines().toList();
    }

    @ParameterizedTest
    @EnumSource(LogTarget.class)
    void shouldHaveAConfiguration(LogTarget target) {
        assertThat(LogTarget.class.getClassLoader().getResource(target.configuration()))
                .isNotNull();
    }
}
