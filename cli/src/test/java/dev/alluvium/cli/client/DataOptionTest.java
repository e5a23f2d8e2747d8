package dev.alluvium.cli.client;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class DataOptionTest {
    @ParameterizedTest
    @MethodSource("environments")
    void shouldFollowTheEnvironmentAsAShellDoes(Map<String, String> environment, String expected) {
        assertThat(DataOption.usual(environment, "/home/account")).isEqualTo(Path.of(expected));
    }

    private static Stream<Arguments> environments() {
        return Stream.of(
                Arguments.of(Map.of("ALLUVIUM_DATA", "/data", "HOME", "/home/other"), "/data"),
                Arguments.of(Map.of("HOME", "/home/other"), "/home/other/.alluvium"),
                Arguments.of(Map.of("ALLUVIUM_DATA", "", "HOME", "/home/other"), "/home/other/.alluvium"),
                Arguments.of(Map.of("HOME", " "), "/home/account/.alluvium"),
                Arguments.of(Map.of(), "/home/account/.alluvium"));
    }
}
