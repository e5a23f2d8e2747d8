package dev.alluvium.ingest.admission;

import static org.assertj.core.api.Assertions.assertThat;

import dev.alluvium.ingest.admission.Admission.Result;
import dev.alluvium.knowledge.decode.RecordDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.junit.jupiter.api.Test;

class AdmissionTest {
    private final Admission admission = new Admission();

    @Test
    void shouldAdmitARecordAsItIsUnderItsFact() {
        byte[] value = bytes("{\"fact\":\"w\", \"instruction\":\"How heavy?\",\"output\":\"3 kg\"}");

        assertThat(admission.judge(value, Map.of())).isInstanceOfSatisfying(Result.Accepted.class, accepted -> {
            assertThat(accepted.record().fact()).isEqualTo("w");
            assertThat(accepted.record().value()).isSameAs(value);
        });
    }

    @Test
    void shouldRefuseWithPlaceAndSuggestion() {
        Result result = admission.judge(bytes("{\"instruction\":\"How heavy?\",\"outptu\":\"3 kg\"}"), Map.of());

        assertThat(result).isInstanceOfSatisfying(Result.Refused.class, refused -> {
            assertThat(refused.tooLarge()).isFalse();
            assertThat(refused.problems()).anySatisfy(problem -> {
                assertThat(problem.pointer()).isEqualTo("/outptu");
                assertThat(problem.suggestion()).isEqualTo("output");
            });
        });
    }

    @Test
    void shouldTellTooLargeFromBroken() {
        Result large = admission.judge(new byte[RecordDecoder.MAX_BYTES + 1], Map.of());
        Result broken = admission.judge(bytes("{"), Map.of());

        assertThat(((Result.Refused) large).tooLarge()).isTrue();
        assertThat(((Result.Refused) broken).tooLarge()).isFalse();
    }

    private static byte[] bytes(String json) {
        return json.getBytes(StandardCharsets.UTF_8);
    }
}
