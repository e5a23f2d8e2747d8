package dev.alluvium.model.torch;

import static org.assertj.core.api.Assertions.assertThatCode;

import ai.djl.Device;
import ai.djl.ndarray.NDManager;
import dev.alluvium.model.DecoderConfig;
import dev.alluvium.model.TargetModule;
import java.util.List;
import org.junit.jupiter.api.Test;

class CudaScriptTest {
    @Test
    void shouldCompileForCudaWithTheOperatorsOfThisLibtorch() {
        // Given
        DecoderConfig config = new DecoderConfig(100, 8, 16, 2, 2, 1, 4, 1e-5, 10000, 64, true, List.of(0));
        String methods = DecoderScript.of(config, false, true, TargetModule.all());
        TorchThreads.enter();

        // When, then
        try (NDManager manager = NDManager.newBaseManager(Device.cpu(), "PyTorch")) {
            assertThatCode(() -> Program.compile(manager, DecoderScript.NAME, methods))
                    .doesNotThrowAnyException();
        }
    }
}
