import dev.alluvium.cleaning.language.LanguageDetector;
import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.Locale;

/**
 * Tells languages for the judge: a line of standard input is a text in base64, a line of the answer is its language and
 * what excludes it where Chinese and English are allowed, `-` for nothing. With files as arguments: the speed of that
 * decision in MB of UTF-8 a CPU second, each file cut into records of 1,000 characters.
 */
final class Language {
    private static final int RECORD = 1_000;
    private static final List<String> ALLOWED = List.of("zh", "en");
    private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

    private Language() {}

    public static void main(String[] files) throws Exception {
        if (files.length == 0) {
            BufferedReader lines = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.US_ASCII));
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                String text = new String(Base64.getDecoder().decode(line), StandardCharsets.UTF_8);
                System.out.println(LanguageDetector.detect(text).orElse("-") + " "
                        + LanguageDetector.excludes(text, ALLOWED).orElse("-").replace(' ', '_'));
            }
        }
        for (int i = 0; i < 2; i++) {
            for (String file : files) {
                double speed = speed(Files.readString(Path.of(file)), 1_000);
                if (i == 1) {
                    System.out.printf(Locale.ROOT, "%-24s %8.1f MB/s%n", Path.of(file).getFileName(), speed);
                }
            }
        }
    }

    private static double speed(String text, long millis) {
        String[] records = new String[(text.length() + RECORD - 1) / RECORD];
        for (int i = 0; i < records.length; i++) {
            records[i] = text.substring(i * RECORD, Math.min(text.length(), (i + 1) * RECORD));
        }
        long bytes = text.getBytes(StandardCharsets.UTF_8).length;
        long begin = THREADS.getCurrentThreadCpuTime();
        long done = 0;
        int found = 0;
        while (THREADS.getCurrentThreadCpuTime() - begin < millis * 1_000_000) {
            for (String record : records) {
                found += LanguageDetector.excludes(record, ALLOWED).isPresent() ? 1 : 0;
            }
            done += bytes;
        }
        return found < 0 ? 0 : done * 1e3 / (THREADS.getCurrentThreadCpuTime() - begin);
    }
}
