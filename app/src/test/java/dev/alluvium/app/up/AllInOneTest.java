package dev.alluvium.app.up;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AllInOneTest {
    /** What is announced in the data directory is where commands on this machine connect to. */
    @ParameterizedTest
    @CsvSource({
        "127.0.0.1,   127.0.0.1",
        "0.0.0.0,     127.0.0.1",
        "::,          127.0.0.1",
        "192.168.7.2, 192.168.7.2",
        "node-3,      node-3",
        "fd00::7,     [fd00::7]",
        "[fd00::7],   [fd00::7]",
    })
    void shouldAnnounceAnAddressThatAServerListensOn(String host, String reachable) {
        assertThat(AllInOne.reachable(host)).isEqualTo(reachable);
    }
}
