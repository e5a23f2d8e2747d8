package dev.alluvium.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;

import ai.djl.engine.Engine;
import org.junit.jupiter.api.Test;

class LoadOptionsTest {
    @Test
    void shouldSayWhichDeviceItTakesAndWhy() {
        assertThat(LoadOptions.of("auto", "cpu").explain()).startsWith("cpu in FP32, as device=cpu and torch sees");
    }

    @Test
    void shouldTakeTheCpuWhereTorchSeesNoOtherDevice() {
        assumeThat(Engine.getEngine("PyTorch").getGpuCount()).isZero();

        assertThat(LoadOptions.of("auto", "auto").explain())
                .isEqualTo("cpu in FP32, as device=auto and torch sees no CUDA device");
    }

    @Test
    void shouldSayWhatToDoAboutADeviceThatIsNotThere() {
        assertThatThrownBy(() -> LoadOptions.of("auto", "cuda:99").explain())
                .isInstanceOf(ModelException.class)
                .hasMessageContaining("device=cuda:99")
                .hasMessageContaining("install a CUDA build of libtorch");
    }

    @Test
    void shouldRefuseWhatIsNoDevice() {
        assertThatThrownBy(() -> LoadOptions.of("auto", "gpu")).hasMessageContaining("cuda:N");
    }
}
