import dev.alluvium.knowledge.decode.TextEncoding;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/** Counts for the samples of encodings.py what TextEncoding makes of them: the right text, a refusal, or a wrong text. */
public final class Encodings {
    private record Count(int right, int refused, int wrong) {
        Count plus(Count other) {
            return new Count(right + other.right, refused + other.refused, wrong + other.wrong);
        }
    }

    public static void main(String[] arguments) throws Exception {
        Map<String, Count> counts = new TreeMap<>();
        try (Stream<Path> files = Files.list(Path.of(arguments[0]))) {
            for (Path file : files.filter(each -> each.toString().endsWith(".bytes")).sorted().toList()) {
                String name = file.getFileName().toString().replace(".bytes", "");
                String[] parts = name.split("\\.");
                String expected = Files.readString(file.resolveSibling(name + ".txt"));
                String text = TextEncoding.decoded(Files.readAllBytes(file));
                Count count = new Count(expected.equals(text) ? 1 : 0, text == null ? 1 : 0, text != null && !expected.equals(text) ? 1 : 0);
                if (count.wrong() > 0 && arguments.length > 1) {
                    System.out.println("wrong: " + name + " read as " + TextEncoding.of(Files.readAllBytes(file), true) + ": " + text.lines().skip(1).findFirst().orElse(""));
                }
                counts.merge(String.format("%-10s %-8s %2s", parts[1], parts[0], parts[2]), count, Count::plus);
                counts.merge(String.format("~all %s lines", parts[2]), count, Count::plus);
            }
        }
        counts.forEach((key, count) -> System.out.printf("%s right %d refused %d wrong %d%n", key, count.right, count.refused, count.wrong));
    }
}
