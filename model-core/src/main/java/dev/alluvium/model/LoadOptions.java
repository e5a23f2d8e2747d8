package dev.alluvium.model;

import ai.djl.Device;
import ai.djl.engine.Engine;
import dev.alluvium.model.memory.WeightFormat;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * How to load a base.
 *
 * @param format how its weights are held; null for the device's: bf16 on CUDA, fp32 on a CPU
 * @param device {@code auto}, {@code cpu} or {@code cuda:N}; {@code auto} is the first CUDA device, if there is one
 */
public record LoadOptions(@Nullable WeightFormat format, String device) {
    private static final String AUTO = "auto";
    private static final String CUDA = "cuda:";

    public LoadOptions {
        if (!device.matches("auto|cpu|cuda:\\d{1,3}")) {
            throw new ModelException("device", device, "must be auto, cpu or cuda:N", "try auto");
        }
    }

    /** What a CPU holds best: fp32. */
    public static LoadOptions cpu() {
        return new LoadOptions(WeightFormat.FP32, "cpu");
    }

    /** Reads {@code fp32}, {@code bf16}, {@code int8} or {@code auto}. */
    public static LoadOptions of(String dtype, String device) {
        return switch (dtype) {
            case AUTO -> new LoadOptions(null, device);
            case "fp32", "bf16", "int8" ->
                new LoadOptions(WeightFormat.valueOf(dtype.toUpperCase(Locale.ROOT)), device);
            default -> throw new ModelException("dtype", dtype, "must be auto, fp32, bf16 or int8", "try auto");
        };
    }

    /** The same device in another format. */
    public LoadOptions in(WeightFormat other) {
        return new LoadOptions(other, device);
    }

    /**
     * The device meant on this machine and why it is that one, in one sentence.
     *
     * @throws ModelException if the device is not there
     */
    public String explain() {
        Device resolved = resolvedDevice();
        int gpus = Engine.getEngine("PyTorch").getGpuCount();
        String name = resolved.isGpu() ? CUDA + resolved.getDeviceId() : "cpu";
        String seen = gpus == 0 ? "torch sees no CUDA device" : "torch sees " + gpus + " CUDA devices";
        return name + " in " + storage(resolved).format() + ", as device=" + device + " and " + seen;
    }

    /** The kind of device meant on this machine: {@code cpu} or {@code cuda}. */
    public String kind() {
        return resolvedDevice().isGpu() ? "cuda" : "cpu";
    }

    /** The device meant on this machine. */
    Device resolvedDevice() {
        int gpus = device.equals("cpu") ? 0 : Engine.getEngine("PyTorch").getGpuCount();
        if (device.startsWith(CUDA)) {
            int index = Integer.parseInt(device.substring(CUDA.length()));
            if (index >= gpus) {
                throw new ModelException(
                        "device",
                        device,
                        "must be one of the " + gpus + " CUDA devices that torch sees",
                        "use auto, or install a CUDA build of libtorch and its driver");
            }
            return Device.gpu(index);
        }
        return gpus > 0 ? Device.gpu(0) : Device.cpu();
    }

    /** The format on that device. */
    WeightStorage storage(Device resolved) {
        if (format != null) {
            return WeightStorage.of(format);
        }
        return resolved.isGpu() ? WeightStorage.BF16 : WeightStorage.FP32;
    }
}
