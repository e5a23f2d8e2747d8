import dev.alluvium.cleaning.personal.AllowList;
import dev.alluvium.cleaning.personal.PersonalType;
import dev.alluvium.cleaning.personal.Placeholders;
import dev.alluvium.cleaning.personal.Redactor;
import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Base64;
import java.util.EnumSet;
import java.util.Locale;

/**
 * Redacts texts for the judges of personal data: a line of standard input is a text in base64, and so is a line of the
 * answer. {@code --all} looks for names and addresses too. With files as arguments: their speed, in MB of UTF-8 a CPU second, each cut into records of 4 KB.
 */
final class Redact {
    private static final int RECORD = 4_000;
    private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

    private Redact() {}

    public static void main(String[] arguments) throws Exception {
        boolean all = arguments.length > 0 && arguments[0].equals("--all");
        Redactor redactor = all ? new Redactor(EnumSet.allOf(PersonalType.class), AllowList.NONE) : Redactor.standard();
        String[] files = Arrays.copyOfRange(arguments, all ? 1 : 0, arguments.length);
        if (files.length == 0) {
            BufferedReader lines = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.US_ASCII));
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                String text = new String(Base64.getDecoder().decode(line), StandardCharsets.UTF_8);
                String redacted = redactor.redact(text, new Placeholders());
                System.out.println(Base64.getEncoder().encodeToString(redacted.getBytes(StandardCharsets.UTF_8)));
                System.out.flush();
            }
        }
        // all texts warm the scanner up, so that each is measured with the code that a mixed stream would have
        for (int i = 0; i < 2; i++) {
            for (String file : files) {
                double speed = speed(redactor, Files.readString(Path.of(file)), 1_500);
                if (i == 1) {
                    System.out.printf(Locale.ROOT, "%-24s %8.1f MB/s%n", Path.of(file).getFileName(), speed);
                }
            }
        }
    }

    private static double speed(Redactor redactor, String text, long millis) {
        String[] records = new String[(text.length() + RECORD - 1) / RECORD];
        for (int i = 0; i < records.length; i++) {
            records[i] = text.substring(i * RECORD, Math.min(text.length(), (i + 1) * RECORD));
        }
        long bytes = text.getBytes(StandardCharsets.UTF_8).length;
        long begin = THREADS.getCurrentThreadCpuTime();
        long done = 0;
        while (THREADS.getCurrentThreadCpuTime() - begin < millis * 1_000_000) {
            for (String record : records) {
                redactor.redact(record, new Placeholders());
            }
            done += bytes;
        }
        return done * 1e3 / (THREADS.getCurrentThreadCpuTime() - begin);
    }
}
