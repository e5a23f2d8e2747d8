package dev.alluvium.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.alluvium.testing.Program.Ended;
import dev.alluvium.testing.StubApi;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.MalformedInputException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FailureTextTest {
    @TempDir
    private Path data;

    @Test
    void shouldSayWhatIsWrongWithAFile() {
        assertThat(FailureText.of(new UncheckedIOException(new NoSuchFileException("a.json")))
                        .message())
                .isEqualTo("a.json: there is no such file or directory");
        assertThat(FailureText.of(new AccessDeniedException("b.json")).message())
                .isEqualTo("b.json: permission denied");
        assertThat(FailureText.of(new IOException("disk full")).message()).endsWith("disk full");
        assertThat(FailureText.of(new FileSystemException("c.json", null, "Read-only file system"))
                        .message())
                .isEqualTo("c.json: Read-only file system");
        assertThat(FailureText.of(new MalformedInputException(1)).message()).endsWith("is not UTF-8");
    }

    @Test
    void shouldSayWhichNameIsNone() {
        FailureText failure = FailureText.of(new InvalidPathException("/drop/??.jsonl", "unmappable characters"));

        assertThat(failure.exitCode()).isEqualTo(2);
        assertThat(failure.expected()).isTrue();
        assertThat(failure.message()).contains("'/drop/??.jsonl'", "unmappable characters", "LC_ALL");
    }

    @Test
    void shouldOwnUpToAFaultOfTheCommand() {
        FailureText failure = FailureText.of(new IllegalStateException("no such state"));

        assertThat(failure.expected()).isFalse();
        assertThat(failure.exitCode()).isEqualTo(1);
        assertThat(failure.message()).contains("a fault of this command", "no such state", "ALLUVIUM_DEBUG=1");
    }

    @Test
    void shouldRefuseNamesAndAddressesThatAreNone() throws IOException {
        try (StubApi api = new StubApi(data)) {
            Ended name = CommandLines.run("versions", "my model", "--data", data.toString());
            Ended url = CommandLines.run("status", "--url", "localhost:7411", "--data", data.toString());

            assertThat(name.err()).contains("'my model'").doesNotContain("\tat ");
            assertThat(url.err()).contains("--url localhost:7411", "https://").doesNotContain("\tat ");
            assertThat(url.status()).isEqualTo(2);
            assertThat(api.requests()).isEmpty();
        }
    }

    @Test
    void shouldTakeNoAddressWhereOnlyALocalInstallationCanBeMeant() {
        assertThat(CommandLines.run("stop", "--url", "http://localhost/v1").err())
                .contains("--url");
        assertThat(CommandLines.run("stop", "--url", "http://localhost/v1").status())
                .isEqualTo(2);
    }
}
