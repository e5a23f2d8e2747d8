package dev.alluvium.bench.clean;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.alluvium.cleaning.pipeline.Cleaned;
import dev.alluvium.cleaning.pipeline.CleaningConfig;
import dev.alluvium.cleaning.pipeline.CleaningPipeline;
import dev.alluvium.cleaning.pipeline.RawRecord;
import dev.alluvium.cleaning.rule.RuleSet;
import dev.alluvium.cleaning.text.FactKeyHash;
import dev.alluvium.cleaning.text.MainContent;
import dev.alluvium.contracts.json.Json;
import dev.alluvium.contracts.record.KnowledgeRecord;
import dev.alluvium.contracts.record.RawPosition;
import dev.alluvium.settings.AlluviumConfig;
import java.io.IOException;
import java.io.InputStream;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
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

    /**
     * {@code FOLDER OUTPUT [pipeline]}: reads all {@code FOLDER/*.html.gz} and writes the main content of each to OUTPUT; prints
     * bytes of UTF-8 a CPU second. With {@code pipeline}: what the shipped pipeline makes of each as a document, and which it
     * refuses, why.
     */
    public static void main(String[] args) throws IOException {
        CleaningPipeline pipeline = args.length > 2 && args[2].equals("pipeline")
                ? CleaningPipeline.standard(
                        CleaningConfig.of(AlluviumConfig.defaults(), new FactKeyHash(new byte[32]), () -> RuleSet.NONE))
                : null;
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
            String id = name.substring(0, name.length() - ENDING.length());
            String article = pipeline == null ? MainContent.of(pages.get(i)) : cleaned(pipeline, id, pages.get(i));
            output.putObject(id).put("articleBody", article);
        }
        Files.write(Path.of(args[1]), Json.bytes(output));
        if (pipeline != null) {
            return;
        }
        int rounds = Integer.getInteger("rounds", ROUNDS);
        long begin = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
        for (int i = 0; i < rounds; i++) {
            pages.forEach(MainContent::of);
        }
        double seconds = (ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime() - begin) / 1e9;
        System.out.printf("%d pages, %.1f MB/s a core%n", pages.size(), rounds * bytes / seconds / 1e6);
    }

    private static String cleaned(CleaningPipeline pipeline, String id, String page) {
        byte[] record = Json.bytes(KnowledgeRecord.document(id, page));
        Cleaned cleaned =
                pipeline.clean(new RawRecord(record, Map.of(), new RawPosition("pages", 0, 0), Instant.EPOCH));
        if (cleaned instanceof Cleaned.Passed passed) {
            return Objects.requireNonNullElse(
                    passed.candidate().clean().record().text(), "");
        }
        String why = cleaned instanceof Cleaned.Rejected rejected
                ? rejected.rejected().stage() + " " + rejected.rejected().detail()
                : ((Cleaned.DeadLetter) cleaned).problem();
        System.out.println(id.substring(0, 8) + " is refused: " + why);
        return "";
    }
}
