package dev.alluvium.app.up;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DataDirectoryTest {
    @TempDir
    Path root;

    @BeforeEach
    void openToOthers() throws IOException {
        Files.setPosixFilePermissions(root, PosixFilePermissions.fromString("rwxr-xr-x"));
    }

    @Test
    void shouldCloseADirectoryOfItsOwnToOthers() throws IOException {
        // When
        DataDirectory.open(root).close();
        String fresh = modes();
        Files.setPosixFilePermissions(root, PosixFilePermissions.fromString("rwxrwxrwx"));
        DataDirectory.open(root).close();

        // Then
        assertThat(fresh).isEqualTo("rwx------");
        assertThat(modes()).isEqualTo("rwx------");
    }

    @Test
    void shouldLeaveTheModesOfADirectoryWithOtherThings() throws IOException {
        // Given
        Files.writeString(root.resolve("thesis.txt"), "mine");

        // When
        DataDirectory.open(root).close();

        // Then
        assertThat(modes()).isEqualTo("rwxr-xr-x");
    }

    private String modes() throws IOException {
        return PosixFilePermissions.toString(Files.getPosixFilePermissions(root));
    }
}
