package dev.alluvium.model.torch;

import ai.djl.Device;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import java.util.List;
import java.util.Map;
import java.util.function.DoubleSupplier;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Runs bare fp32 products with this process' torch threads. */
public final class MatmulProbe {
    private static final String NAME = "Matmuls";
    private static final String SOURCE = """
              def run(self: __torch__.Matmuls,
                a: Tensor,
                b: Tensor,
                transposed: bool,
                times: int) -> List[Tensor]:
                if transposed:
                  m = torch.t(b)
                else:
                  m = b
                c = torch.mm(a, m)
                for i in range(times):
                  _0 = torch.mm(a, m, out=c)
                return [c]
            """;

    private MatmulProbe() {}

    /** What {@code clock} shows for one run of all products, each shape being run at least {@code times} times. */
    public static double seconds(List<Matmul> products, int times, DoubleSupplier clock) {
        Map<Matmul, Long> counts =
                products.stream().collect(Collectors.groupingBy(Function.identity(), Collectors.counting()));
        TorchThreads.enter();
        try (NDManager manager = NDManager.newBaseManager(Device.cpu(), "PyTorch")) {
            Program program = Program.compile(manager, NAME, SOURCE);
            return counts.entrySet().stream()
                    .mapToDouble(entry -> seconds(program, manager, entry.getKey(), times, clock) * entry.getValue())
                    .sum();
        }
    }

    private static double seconds(Program program, NDManager manager, Matmul product, int times, DoubleSupplier clock) {
        try (NDManager call = manager.newSubManager()) {
            Shape second = product.transposed()
                    ? new Shape(product.columns(), product.inner())
                    : new Shape(product.inner(), product.columns());
            var left = call.randomNormal(new Shape(product.rows(), product.inner()));
            var right = call.randomNormal(second);
            program.infer(call, "run", left, right, product.transposed(), 1L);
            double begun = clock.getAsDouble();
            program.infer(call, "run", left, right, product.transposed(), (long) times);
            return (clock.getAsDouble() - begun) / times;
        }
    }
}
