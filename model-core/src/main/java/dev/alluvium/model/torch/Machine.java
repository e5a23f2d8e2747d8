package dev.alluvium.model.torch;

import ai.djl.engine.Engine;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * What decides the last bits of a result beside its inputs. Runs on equal machines end with equal bytes.
 *
 * @param libtorch its version
 * @param cpu the instruction set that libtorch picks its kernels by, as {@code ATEN_CPU_CAPABILITY} names it
 * @param threads that share the work
 */
public record Machine(String libtorch, String cpu, int threads) {
    private static final Path CPUINFO = Path.of("/proc/cpuinfo");
    private static final List<String> AVX512 = List.of("avx512f", "avx512bw", "avx512dq", "avx512vl", "fma");
    private static final List<String> AVX2 = List.of("avx2", "fma");

    /** The one that this process runs on. */
    public static Machine present() {
        Threads.enter();
        return new Machine(Engine.getEngine("PyTorch").getVersion(), capability(), Threads.configured());
    }

    private static String capability() {
        String forced = System.getenv("ATEN_CPU_CAPABILITY");
        String architecture = System.getProperty("os.arch").toLowerCase(Locale.ROOT);
        return forced != null ? forced.toUpperCase(Locale.ROOT) : architecture + "/" + instructions();
    }

    private static String instructions() {
        Set<String> flags = flags();
        return flags.containsAll(AVX512) ? "AVX512" : flags.containsAll(AVX2) ? "AVX2" : "DEFAULT";
    }

    private static Set<String> flags() {
        if (!Files.isReadable(CPUINFO)) {
            return Set.of();
        }
        try {
            return Files.readAllLines(CPUINFO).stream()
                    .filter(line -> line.startsWith("flags"))
                    .findFirst()
                    .map(line -> Set.copyOf(Arrays.asList(line.split("\\s+"))))
                    .orElse(Set.of());
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + CPUINFO, e);
        }
    }
}
