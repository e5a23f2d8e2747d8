package dev.alluvium.runtime.base;

import dev.alluvium.contracts.object.Digest;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * What a base is, wherever it lies: by its configuration, tokenizer and template, and by samples of its weights. Weights of
 * gigabytes are not read for it; two of a size that differ in none of the samples would count as one.
 */
final class BaseIdentity {
    private static final int SAMPLES = 16;
    private static final int SAMPLE = 1 << 16;
    private static final String WEIGHTS = ".safetensors";

    private BaseIdentity() {}

    static String of(Path directory) {
        List<String> parts = new ArrayList<>();
        try (Stream<Path> files = Files.list(directory)) {
            List<Path> named = files.filter(BaseIdentity::matters).sorted().toList();
            for (Path file : named) {
                parts.add(file.getFileName().toString());
                parts.add(Long.toString(Files.size(file)));
                parts.add(sampled(file));
            }
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + directory, e);
        }
        return Digest.id(parts.toArray(String[]::new));
    }

    private static boolean matters(Path file) {
        String name = file.getFileName().toString();
        return name.endsWith(WEIGHTS)
                || name.equals("config.json")
                || name.startsWith("tokenizer")
                || name.startsWith("chat_template")
                || name.equals("generation_config.json");
    }

    private static String sampled(Path file) throws IOException {
        long size = Files.size(file);
        int length = (int) Math.min(size, SAMPLE);
        List<String> hashes = new ArrayList<>();
        try (SeekableByteChannel channel = Files.newByteChannel(file)) {
            for (int i = 0; i < SAMPLES; i++) {
                ByteBuffer sample = ByteBuffer.allocate(length);
                channel.position((size - length) / (SAMPLES - 1) * i);
                int read = 0;
                while (read >= 0 && sample.hasRemaining()) {
                    read = channel.read(sample);
                }
                hashes.add(Digest.sha256(sample.array()));
            }
        }
        return Digest.id(hashes.toArray(String[]::new));
    }
}
