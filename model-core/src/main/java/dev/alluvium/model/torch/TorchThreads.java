package dev.alluvium.model.torch;

import ai.djl.engine.Engine;
import ai.djl.pytorch.jni.JniUtils;
import java.util.function.Supplier;

/**
 * How many cores torch may use. Set once, before the first tensor; every thread that calls torch takes the setting over
 * by itself. One thread makes results repeat bit for bit.
 */
public final class TorchThreads {
    /** System property with the number of torch threads; 1 where it is absent. */
    public static final String PROPERTY = "alluvium.torch.threads";

    private static final ThreadLocal<Boolean> PREPARED = ThreadLocal.withInitial(TorchThreads::prepare);

    private TorchThreads() {}

    /** Sets the number of torch threads of this process; without effect on threads that have already used torch. */
    public static void configure(int threads) {
        if (threads < 1) {
            throw new IllegalArgumentException(PROPERTY + "=" + threads + ": must be at least 1; try 1");
        }
        System.setProperty(PROPERTY, Integer.toString(threads));
    }

    /** The number of torch threads of this process. */
    public static int configured() {
        return Integer.getInteger(PROPERTY, 1);
    }

    /** Readies the calling thread: plain executor, autograd allowed, the configured number of threads. */
    public static void enter() {
        if (!PREPARED.get()) {
            throw new IllegalStateException("torch could not be prepared for " + Thread.currentThread());
        }
    }

    /** Works with so many cores in place of the configured ones, on the calling thread alone. */
    public static <T> T with(int threads, Supplier<T> work) {
        enter();
        JniUtils.setNumThreads(threads);
        try {
            return work.get();
        } finally {
            JniUtils.setNumThreads(configured());
        }
    }

    private static boolean prepare() {
        int threads = configured();
        startEngine(threads);
        JniUtils.setNumThreads(threads);
        JniUtils.setGraphExecutorOptimize(false);
        JniUtils.setGradMode(true);
        return true;
    }

    private static synchronized void startEngine(int threads) {
        System.setProperty("ai.djl.pytorch.num_threads", Integer.toString(threads));
        System.setProperty("ai.djl.pytorch.num_interop_threads", "1");
        Engine.getEngine("PyTorch");
    }
}
