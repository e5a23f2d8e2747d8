package dev.alluvium.ingest.adapter.watch;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** A directory with all that is in it, hidden files left out. */
final class WatchedDirectory implements WatchedPlace {
    private final Path root;

    WatchedDirectory(Path root) {
        this.root = root;
    }

    @Override
    public List<Entry> list() throws IOException {
        List<Entry> entries = new ArrayList<>();
        try (Stream<Path> tree = Files.walk(root)) {
            for (Path file : tree.filter(Files::isRegularFile).sorted().toList()) {
                String name = root.relativize(file).toString().replace('\\', '/');
                if (!name.startsWith(".") && !name.contains("/.")) {
                    BasicFileAttributes at = Files.readAttributes(file, BasicFileAttributes.class);
                    entries.add(new Entry(name, at.size() + "/" + at.lastModifiedTime()));
                }
            }
        }
        return entries;
    }

    @Override
    public InputStream open(Entry entry) throws IOException {
        return Files.newInputStream(root.resolve(entry.name()));
    }
}
