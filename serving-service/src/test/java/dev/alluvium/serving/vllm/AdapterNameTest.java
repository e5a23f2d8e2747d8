package dev.alluvium.serving.vllm;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AdapterNameTest {
    @Test
    void shouldReadWhatItWrites() {
        WantedVersion wanted = new WantedVersion("my-notes-v2", 12, "0123456789abcdef".repeat(4), 16, "/a");

        AdapterName name = AdapterName.of(wanted, "k3j9");

        assertThat(name).hasToString("my-notes-v2@12-0123456789ab-k3j9");
        assertThat(AdapterName.parse(name.toString())).contains(name);
        assertThat(name.names(wanted)).isTrue();
    }

    @Test
    void shouldNotStandForOtherBytesOfTheSameVersion() {
        AdapterName name = AdapterName.of(new WantedVersion("notes", 1, "a".repeat(64), 16, "/a"), "k");

        assertThat(name.names(new WantedVersion("notes", 1, "b".repeat(64), 16, "/b")))
                .isFalse();
        assertThat(name.names(new WantedVersion("notes", 2, "a".repeat(64), 16, "/a")))
                .isFalse();
        assertThat(name.names(new WantedVersion("other", 1, "a".repeat(64), 16, "/a")))
                .isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "notes",
                "notes@1",
                "notes@0-aaaaaaaaaaaa-k",
                "notes@1-aaaa-k",
                "notes@1-aaaaaaaaaaaa-",
                "sql-lora"
            })
    void shouldLeaveOthersNamesToOthers(String text) {
        assertThat(AdapterName.parse(text)).isEmpty();
    }
}
