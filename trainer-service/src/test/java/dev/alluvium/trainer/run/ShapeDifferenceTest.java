package dev.alluvium.trainer.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.alluvium.model.LoraShape;
import dev.alluvium.model.TargetModule;
import java.util.EnumSet;
import org.junit.jupiter.api.Test;

class ShapeDifferenceTest {
    @Test
    void shouldNameOnlyWhatDiffers() {
        assertThat(ShapeDifference.difference(LoraShape.all(16), LoraShape.all(8)))
                .isEqualTo("has rank 16, alpha 32; training asks for rank 8, alpha 16");
        assertThat(ShapeDifference.difference(
                        new LoraShape(8, 16, EnumSet.of(TargetModule.Q, TargetModule.V)),
                        new LoraShape(8, 16, TargetModule.all(), true)))
                .isEqualTo("has target-modules q+v, rs-lora false; training asks for target-modules all, rs-lora true");
    }

    @Test
    void shouldKeepTheFractionOfAnAlpha() {
        assertThat(ShapeDifference.difference(
                        new LoraShape(4, 2.5, TargetModule.all()), new LoraShape(4, 8, TargetModule.all())))
                .isEqualTo("has alpha 2.5; training asks for alpha 8");
    }
}
