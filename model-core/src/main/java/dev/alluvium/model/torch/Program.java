package dev.alluvium.model.torch;

import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.pytorch.engine.PtNDArray;
import ai.djl.pytorch.engine.PtNDManager;
import ai.djl.pytorch.engine.PtSymbolBlock;
import ai.djl.pytorch.jni.AutogradCall;
import ai.djl.pytorch.jni.IValue;
import ai.djl.pytorch.jni.IValueUtils;
import ai.djl.pytorch.jni.JniUtils;
import dev.alluvium.model.DecoderConfig;
import dev.alluvium.model.TargetModule;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * A compiled decoder. It holds no weights and no state, so any number of threads may call it at once, each with a
 * manager of its own for the results.
 */
public final class Program {
    private final PtSymbolBlock module;

    private Program(PtSymbolBlock module) {
        this.module = module;
    }

    /**
     * Compiles the decoder of {@code config} with LoRA on {@code targets}; it lives as long as {@code owner}.
     *
     * @param int8 whether the projections' weights are int8 with a scale for each row
     */
    public static Program compile(NDManager owner, DecoderConfig config, boolean int8, Set<TargetModule> targets) {
        return load(owner, archive(config, int8, owner.getDevice().isGpu(), targets));
    }

    /**
     * The TorchScript archive of a decoder, which {@code torch.jit.load} reads as well.
     *
     * @param cuda whether attention in training takes CUDA's variable-length kernel
     */
    public static byte[] archive(DecoderConfig config, boolean int8, boolean cuda, Set<TargetModule> targets) {
        return ScriptArchive.of(DecoderScript.NAME, DecoderScript.of(config, int8, cuda, targets));
    }

    static Program compile(NDManager owner, String name, String methods) {
        return load(owner, ScriptArchive.of(name, methods));
    }

    private static Program load(NDManager owner, byte[] archive) {
        TorchThreads.enter();
        try {
            return new Program(
                    JniUtils.loadModule((PtNDManager) owner, new ByteArrayInputStream(archive), false, false));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Calls a method with autograd on. Arguments: NDArray, List of NDArray, Double, Long, Boolean, long[]. */
    public NDList train(NDManager results, String method, Object... arguments) {
        return call(true, results, method, arguments);
    }

    /** Calls a method in inference mode. */
    public NDList infer(NDManager results, String method, Object... arguments) {
        return call(false, results, method, arguments);
    }

    private NDList call(boolean autograd, NDManager results, String method, Object... arguments) {
        TorchThreads.enter();
        List<IValue> values = new ArrayList<>(arguments.length);
        try {
            for (Object argument : arguments) {
                values.add(value(argument));
            }
            IValue[] in = values.toArray(IValue[]::new);
            try (IValue out =
                    autograd ? AutogradCall.run(module, method, in) : IValueUtils.runMethod(module, method, in)) {
                return out.toNDList((PtNDManager) results);
            }
        } finally {
            values.forEach(IValue::close);
        }
    }

    private static IValue value(Object argument) {
        if (argument instanceof PtNDArray array) {
            return IValue.from(array);
        }
        if (argument instanceof List<?> list) {
            return IValue.listFrom(list.toArray(PtNDArray[]::new));
        }
        if (argument instanceof Double number) {
            return IValue.from(number);
        }
        if (argument instanceof Long number) {
            return IValue.from(number);
        }
        if (argument instanceof Boolean flag) {
            return IValue.from(flag);
        }
        if (argument instanceof long[] numbers) {
            return IValue.listFrom(numbers);
        }
        throw new IllegalArgumentException("no TorchScript value for " + argument.getClass());
    }
}
