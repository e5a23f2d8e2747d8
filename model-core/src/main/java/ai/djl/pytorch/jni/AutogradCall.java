package ai.djl.pytorch.jni;

import ai.djl.pytorch.engine.PtSymbolBlock;

/**
 * Runs a TorchScript method with autograd on. It sits in DJL's package because the native library is package-private
 * there and DJL's own {@link IValueUtils#runMethod} always enters inference mode, in which no gradient can be taken.
 */
public final class AutogradCall {
    private AutogradCall() {}

    /** Runs {@code method}; the caller closes the arguments and the result. */
    public static IValue run(PtSymbolBlock module, String method, IValue... arguments) {
        long[] handles = new long[arguments.length];
        for (int i = 0; i < handles.length; i++) {
            handles[i] = arguments[i].getHandle();
        }
        return new IValue(PyTorchLibrary.LIB.moduleRunMethod(module.getHandle(), method, handles, true, false));
    }
}
