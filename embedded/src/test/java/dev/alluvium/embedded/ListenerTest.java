package dev.alluvium.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.apache.kafka.common.security.auth.SecurityProtocol;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ListenerTest {
    @ParameterizedTest
    @CsvSource({
        "9092,           kafka:9092,   listen=9092",
        "0.0.0.0:0,      kafka:9092,   listen=0.0.0.0:0",
        "0.0.0.0:99999,  kafka:9092,   listen=0.0.0.0:99999",
        "0.0.0.0:9092,   kafka,        advertised=kafka",
        "0.0.0.0:9092,   0.0.0.0:9092, advertised=0.0.0.0:9092",
        "0.0.0.0:9092,   [::]:9092,    advertised=[::]:9092"
    })
    void shouldNameTheAddressThatIsNone(String listen, String advertised, String named) {
        assertThatThrownBy(() -> new Listener(listen, advertised))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith(named + ": ");
    }

    @Test
    void shouldAddItselfToTheBrokersListeners() {
        assertThat(new Listener("[::1]:9092", "demo-kafka.ml.svc:9092").settings(SecurityProtocol.SASL_PLAINTEXT))
                .containsEntry("listeners", ",FURTHER://[::1]:9092")
                .containsEntry("advertised.listeners", ",FURTHER://demo-kafka.ml.svc:9092")
                .containsEntry("listener.security.protocol.map", ",FURTHER:SASL_PLAINTEXT");
    }
}
