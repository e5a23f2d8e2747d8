package dev.alluvium.model.torch;

import ai.djl.engine.Engine;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What decides the last bits of a result beside its inputs. Runs in equal environments end with equal bytes.
 *
 * @param libtorch its version
 * @param cpu the instruction set that libtorch picks its kernels by, as {@code ATEN_CPU_CAPABILITY} names it
 * @param threads that share the work
 * @param device its kind: {@code cpu} or {@code cuda}
 */
public record NumericsEnvironment(
        String libtorch, String cpu, int threads, @Nullable String device) {
    private static final String CPU = "cpu";
    private static final Path CPUINFO = Path.of("/proc/cpuinfo");
    private static final List<String> AVX512 = List.of("avx512f", "avx512bw", "avx512dq", "avx512vl", "fma");
    private static final List<String> AVX2 = List.of("avx2", "fma");

    /** For a plan that names no kind of device, from when there was only one. */
    public NumericsEnvironment {
        device = Objects.requireNonNullElse(device, CPU);
    }

    /** The one that this process runs on. */
    public static NumericsEnvironment present() {
        return present(CPU);
    }

    /** The one that this process runs on, with a device such as {@code cpu} or {@code cuda:0}. */
    public static NumericsEnvironment present(String device) {
        TorchThreads.enter();
        String kind = device.replaceFirst(":.*", "");
        return new NumericsEnvironment(
                Engine.getEngine("PyTorch").getVersion(), capability(), TorchThreads.configured(), kind);
    }

    /** The same with another number of threads. */
    public NumericsEnvironment with(int count) {
        return new NumericsEnvironment(libtorch, cpu, count, device);
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
