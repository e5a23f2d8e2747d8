package dev.alluvium.bench.clean;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.alluvium.cleaning.text.MainContent;
import dev.alluvium.contracts.json.Json;
import java.io.IOException;
import java.io.InputStream;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;

/**
 * The main content of a folder of pages, in the form that article-extraction-benchmark's {@code evaluate.py} reads, and how fast it
 * is found. {@code tools/judges/pages.py} runs it.
 */
public final class PageBench {
    private static final String ENDING = ".html.gz";
    private static final int ROUNDS = 5;

    private PageBench() {}

    /** {@code FOLDER OUTPUT}: reads all {@code FOLDER/*.html.gz} and writes OUTPUT; prints bytes of UTF-8 a CPU second. */
    public static void main(String[] args) throws IOException {
        List<Path> files;
        try (Stream<Path> list = Files.list(Path.of(args[0]))) {
            files = list.filter(file -> file.toString().endsWith(ENDING))
                    .sorted()
                    .toList();
        }
        List<String> pages = new ArrayList<>();
        long bytes = 0;
        for (Path file : files) {
            try (InputStream in = new GZIPInputStream(Files.newInputStream(file))) {
                byte[] page = in.readAllBytes();
                bytes += page.length;
                pages.add(new String(page, StandardCharsets.UTF_8));
            }
        }
        ObjectNode output = com.fasterxml.jackson.databind.node.JsonNodeFactory.instance.objectNode();
        for (int i = 0; i < pages.size(); i++) {
            String name = files.get(i).getFileName().toString();
            output.putObject(name.substring(0, name.length() - ENDING.length()))
                    .put("articleBody", MainContent.of(pages.get(i)));
        }
        Files.write(Path.of(args[1]), Json.bytes(output));
        int rounds = Integer.getInteger("rounds", ROUNDS);
        long begin = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
        for (int i = 0; i < rounds; i++) {
            pages.forEach(MainContent::of);
        }
        double seconds = (ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime() - begin) / 1e9;
        System.out.printf("%d pages, %.1f MB/s a core%n", pages.size(), rounds * bytes / seconds / 1e6);
    }
}
