package dev.alluvium.app.up;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.alluvium.settings.AlluviumConfig;
import dev.alluvium.settings.HttpConfig.TokenConfig;
import dev.alluvium.settings.Role;
import dev.alluvium.settings.binder.ConfigException;
import dev.alluvium.settings.binder.ConfigLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LocalConfigTest {
    private static final String GIVEN = "0123456789-given-in-a-secret-0123456789";

    @TempDir
    private Path directory;

    @Test
    void shouldTakeTheConfiguredTokenAndShowItToCommands() throws Exception {
        try (DataDirectory data = DataDirectory.open(directory)) {
            String own = token(completed(data, ""));

            String given = token(completed(data, "http: { tokens: { admin: { token: '${SECRET}', role: admin } } }"));

            assertThat(own).hasSize(44);
            assertThat(given).isEqualTo(GIVEN);
            assertThat(directory.resolve("token")).hasContent(GIVEN);
            assertThat(Files.getPosixFilePermissions(directory.resolve("token")))
                    .isEqualTo(PosixFilePermissions.fromString("rw-------"));
        }
    }

    @Test
    void shouldForgetAGivenTokenThatIsGivenNoMore() throws Exception {
        try (DataDirectory data = DataDirectory.open(directory)) {
            completed(data, "http: { tokens: { admin: { token: '${SECRET}', role: admin } } }");

            String after = token(completed(data, ""));

            assertThat(after).hasSize(44).isNotEqualTo(GIVEN);
            assertThat(directory.resolve("token")).hasContent(after);
            assertThat(token(completed(data, ""))).isEqualTo(after);
        }
    }

    @Test
    void shouldRefuseAnAdminTokenOfALesserRole() throws Exception {
        try (DataDirectory data = DataDirectory.open(directory)) {
            assertThatThrownBy(
                            () -> completed(data, "http: { tokens: { admin: { token: '${SECRET}', role: reader } } }"))
                    .isInstanceOf(ConfigException.class)
                    .hasMessageContaining("admin.role=reader: must be admin")
                    .hasMessageNotContaining(GIVEN);
        }
    }

    @Test
    void shouldKeepFurtherTokensBesideItsOwn() throws Exception {
        try (DataDirectory data = DataDirectory.open(directory)) {
            Map<String, TokenConfig> tokens = completed(
                            data, "http: { tokens: { crm: { token: '${SECRET}', role: pusher } } }")
                    .http()
                    .tokens();

            assertThat(tokens.get("crm").role()).isEqualTo(Role.PUSHER);
            assertThat(tokens.get("admin").token()).hasSize(44);
        }
    }

    @Test
    void shouldKeepWhatTheUserSaysOfItsParts() throws Exception {
        try (DataDirectory data = DataDirectory.open(directory)) {
            AlluviumConfig config = completed(data, """
                    accumulator: { duplicate-retention: 30d, duplicate-records: 1000, parallelism: 2, checkpoint-interval: 5s }
                    trust: { directory: secrets }
                    """);

            assertThat(config.accumulator().duplicateRetention()).isEqualTo(Duration.ofDays(30));
            assertThat(config.accumulator().duplicateRecords()).isEqualTo(1000);
            assertThat(config.accumulator().parallelism()).isEqualTo(2);
            assertThat(config.accumulator().checkpointInterval()).isEqualTo(Duration.ofSeconds(5));
            assertThat(config.trust().directory()).isEqualTo("secrets");
            assertThat(completed(data, "").accumulator().checkpointInterval()).isEqualTo(Duration.ofSeconds(1));
        }
    }

    private static AlluviumConfig completed(DataDirectory data, String yaml) {
        AlluviumConfig given = ConfigLoader.parse("test", yaml, AlluviumConfig.class, Map.of("SECRET", GIVEN + "\n"));
        return LocalConfig.of(given, data, given.kafka(), given.objectStore());
    }

    private static String token(AlluviumConfig config) {
        return config.http().tokens().get("admin").token();
    }
}
