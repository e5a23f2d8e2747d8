package dev.alluvium.registry.adapter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.alluvium.contracts.json.Json;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AdapterImportsTest {
    @ParameterizedTest
    @CsvSource({"../../rounds, 1", "'', 1", "ABC, 1", "0, 1", "OK, 0", "OK, -1", "OK, 2147483647"})
    void shouldReadNoOrderThatNamesOtherObjects(String sha256, int parts) {
        String digest = sha256.equals("OK") ? "0".repeat(64) : sha256;
        byte[] order = "{\"sha256\":\"%s\",\"parts\":%d,\"config\":\"{}\"}"
                .formatted(digest, parts)
                .getBytes(StandardCharsets.UTF_8);

        assertThatThrownBy(() -> Json.read(order, AdapterImports.Order.class)).isInstanceOf(UncheckedIOException.class);
    }

    @Test
    void shouldKnowASafetensorsFileByItsHeader() {
        assertThat(AdapterImports.isSafetensors(file(2, "{}"))).isTrue();
        assertThat(AdapterImports.isSafetensors(file(2, "{}tensors"))).isTrue();
        assertThat(AdapterImports.isSafetensors(new byte[0])).isFalse();
        assertThat(AdapterImports.isSafetensors(file(3, "{}"))).isFalse();
        assertThat(AdapterImports.isSafetensors(file(Long.MAX_VALUE, "{}"))).isFalse();
        assertThat(AdapterImports.isSafetensors(file(-1, "{}"))).isFalse();
        assertThat(AdapterImports.isSafetensors(file(2, "no JSON"))).isFalse();
    }

    private static byte[] file(long header, String content) {
        byte[] text = content.getBytes(StandardCharsets.UTF_8);
        return ByteBuffer.allocate(8 + text.length)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putLong(header)
                .put(text)
                .array();
    }
}
