package dev.alluvium.tiny;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Collection;
import java.util.HexFormat;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Files and their SHA-256, in the format of {@code sha256sum}. */
record Checksums(SortedMap<String, String> byFile) {
    /** The file, beside those that it lists, that holds them. */
    static final String FILE = "SHA256SUMS";

    static Checksums of(Path directory, Collection<String> files) throws IOException {
        SortedMap<String, String> sums = new TreeMap<>();
        for (String file : files) {
            sums.put(file, sha256(Files.readAllBytes(directory.resolve(file))));
        }
        return new Checksums(sums);
    }

    static Checksums parse(String text) {
        return new Checksums(text.lines()
                .map(line -> line.split(" {2}", 2))
                .collect(Collectors.toMap(parts -> parts[1], parts -> parts[0], (a, b) -> a, TreeMap::new)));
    }

    String format() {
        StringBuilder text = new StringBuilder();
        for (Map.Entry<String, String> sum : byFile.entrySet()) {
            text.append(sum.getValue()).append("  ").append(sum.getKey()).append('\n');
        }
        return text.toString();
    }

    static String sha256(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
