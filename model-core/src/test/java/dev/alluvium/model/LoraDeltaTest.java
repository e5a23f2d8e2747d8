package dev.alluvium.model;

import static org.assertj.core.api.Assertions.assertThat;

import dev.alluvium.model.tensor.DType;
import dev.alluvium.model.tensor.HostTensor;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.junit.jupiter.api.Test;

class LoraDeltaTest {
    private static final HostTensor A = new HostTensor(new long[] {2, 3}, new float[] {1, 2, 3, 4, 5, 6});
    private static final HostTensor B = new HostTensor(new long[] {2, 2}, new float[] {1, 0, 0.5f, 2});

    @Test
    void shouldAddScaleTimesBTimesARowByRow() {
        // When
        float[] sum =
                values(new LoraDelta(A, B, 2).add(block(DType.F32, 10, 20, 30, 40, 50, 60), 0, DType.F32), DType.F32);

        // Then
        assertThat(sum).containsExactly(12, 24, 36, 57, 72, 87);
    }

    @Test
    void shouldGoOnInALaterBlockWhereTheOneBeforeEnded() {
        // Given
        LoraDelta delta = new LoraDelta(A, B, 2);
        delta.add(block(DType.F32, 10, 20, 30), 0, DType.F32);

        // When
        float[] second = values(delta.add(block(DType.F32, 40, 50, 60), 3, DType.F32), DType.F32);

        // Then
        assertThat(second).containsExactly(57, 72, 87);
    }

    @Test
    void shouldRoundTheSumAndNotItsParts() {
        // Given: 256 and 0.5 are bf16, their sum is not; 1 more than a half rounds up
        HostTensor a = new HostTensor(new long[] {1, 2}, new float[] {1.0f, 1.5f});
        HostTensor b = new HostTensor(new long[] {1, 1}, new float[] {1});

        // When
        float[] sum = values(new LoraDelta(a, b, 1).add(block(DType.BF16, 256, 256), 0, DType.BF16), DType.BF16);

        // Then
        assertThat(sum).containsExactly(256, 258);
    }

    @Test
    void shouldLeaveTheBlockItWasGivenAsItWas() {
        // Given
        ByteBuffer given = block(DType.F16, 1, 1, 1);

        // When
        new LoraDelta(A, B, 1).add(given, 0, DType.F16);

        // Then
        assertThat(values(given, DType.F16)).containsExactly(1, 1, 1);
    }

    private static ByteBuffer block(DType type, float... values) {
        ByteBuffer bytes = ByteBuffer.allocate(values.length * type.bytes()).order(ByteOrder.LITTLE_ENDIAN);
        for (float value : values) {
            type.write(bytes, value);
        }
        return bytes.flip();
    }

    private static float[] values(ByteBuffer block, DType type) {
        ByteBuffer bytes = block.order(ByteOrder.LITTLE_ENDIAN);
        float[] values = new float[bytes.remaining() / type.bytes()];
        for (int i = 0; i < values.length; i++) {
            values[i] = type.read(bytes);
        }
        return values;
    }
}
