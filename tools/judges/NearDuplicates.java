import dev.alluvium.contracts.dataset.Fingerprint;
import dev.alluvium.knowledge.text.ContentFingerprint;
import dev.alluvium.knowledge.text.TextDifference;
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
import java.util.Optional;

/**
 * Decides on pairs for the judge of near-duplicates: a line of standard input is two texts in base64 with a blank between
 * them, and a line of the answer is 1 if the second is dropped for the first, else 0, and what they differ in. With files
 * as arguments: the speed of fingerprints, in MB of UTF-8 a CPU second, each file cut into records of 1 KB.
 */
final class NearDuplicates {
    private static final int RECORD = 1_000;
    private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

    private NearDuplicates() {}

    public static void main(String[] files) throws Exception {
        if (files.length == 0) {
            BufferedReader lines = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.US_ASCII));
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                String[] pair = line.split(" ");
                List<String> one = List.of(text(pair[0]));
                List<String> other = List.of(text(pair[1]));
                Optional<Fingerprint> first = ContentFingerprint.of(one);
                Optional<Fingerprint> second = ContentFingerprint.of(other);
                boolean near =
                        first.isPresent() && second.isPresent() && first.get().near(second.get());
                String difference = TextDifference.words(one, other).replaceAll("\\s", " ");
                System.out.println((near ? 1 : 0) + " "
                        + Base64.getEncoder().encodeToString(difference.getBytes(StandardCharsets.UTF_8)));
            }
        }
        // all texts warm the code up, so that each is measured with what a mixed stream would have
        for (int i = 0; i < 2; i++) {
            for (String file : files) {
                double speed = speed(Files.readString(Path.of(file)), 1_500);
                if (i == 1) {
                    System.out.printf(
                            Locale.ROOT, "%-24s %8.1f MB/s%n", Path.of(file).getFileName(), speed);
                }
            }
        }
    }

    private static String text(String base64) {
        return new String(Base64.getDecoder().decode(base64), StandardCharsets.UTF_8);
    }

    private static double speed(String text, long millis) {
        String[] records = new String[(text.length() + RECORD - 1) / RECORD];
        for (int i = 0; i < records.length; i++) {
            records[i] = text.substring(i * RECORD, Math.min(text.length(), (i + 1) * RECORD));
        }
        long bytes = text.getBytes(StandardCharsets.UTF_8).length;
        long begin = THREADS.getCurrentThreadCpuTime();
        long done = 0;
        while (THREADS.getCurrentThreadCpuTime() - begin < millis * 1_000_000) {
            for (String record : records) {
                ContentFingerprint.of(List.of(record));
            }
            done += bytes;
        }
        return done * 1e3 / (THREADS.getCurrentThreadCpuTime() - begin);
    }
}
