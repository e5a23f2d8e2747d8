package dev.alluvium.accumulator.adapter;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CheckpointsTest {
    @TempDir
    Path directory;

    @Test
    void shouldFindTheNewestCompletedCheckpointOfAnyJob() throws IOException {
        completed("job-a/chk-9", 1_000);
        Path newest = completed("job-b/chk-2", 2_000);
        Files.createDirectories(directory.resolve("job-b/chk-3"));

        assertThat(Checkpoints.newest(directory)).contains(newest);
    }

    @Test
    void shouldTakeTheHigherNumberOfTheSameInstant() throws IOException {
        completed("job-a/chk-9", 1_000);
        Path newest = completed("job-a/chk-10", 1_000);

        assertThat(Checkpoints.newest(directory)).contains(newest);
    }

    @Test
    void shouldTakeASavepointThatIsNewerThanEveryCheckpoint() throws IOException {
        completed("job-a/chk-9", 1_000);
        Path savepoint = completed("savepoint-0a1b2c-3d4e5f", 1_001);

        assertThat(Checkpoints.newest(directory)).contains(savepoint);

        Path later = completed("job-b/chk-1", 1_002);

        assertThat(Checkpoints.newest(directory)).contains(later);
    }

    @Test
    void shouldFindNoneWhereThereIsNone() throws IOException {
        assertThat(Checkpoints.newest(directory.resolve("missing"))).isEmpty();
    }

    @Test
    void shouldRemoveOnlyJobsWithoutAFile() throws IOException {
        completed("job-a/chk-9", 1_000);
        Files.createDirectories(directory.resolve("job-b/shared"));

        Checkpoints.removeEmptied(directory);

        assertThat(directory.resolve("job-a/chk-9/_metadata")).exists();
        assertThat(directory.resolve("job-b")).doesNotExist();
    }

    private Path completed(String checkpoint, long millis) throws IOException {
        Path path = Files.createDirectories(directory.resolve(checkpoint));
        Path metadata = Files.writeString(path.resolve("_metadata"), "x");
        Files.setLastModifiedTime(metadata, FileTime.fromMillis(millis));
        return path;
    }
}
