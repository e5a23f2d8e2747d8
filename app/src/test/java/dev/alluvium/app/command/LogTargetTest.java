package dev.alluvium.app.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.alluvium.cli.client.CliException;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class LogTargetTest {
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

    @ParameterizedTest
    @EnumSource(LogTarget.class)
    void shouldHaveAConfiguration(LogTarget target) {
        assertThat(LogTarget.class.getClassLoader().getResource(target.configuration()))
                .isNotNull();
    }
}
