package dev.alluvium.runtime.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import dev.alluvium.contracts.topic.Topics;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.kafka.common.acl.AclBinding;
import org.apache.kafka.common.acl.AclOperation;
import org.junit.jupiter.api.Test;

class KafkaAccessTest {
    private final List<AclBinding> entries = KafkaAccess.of("lab.", List.of("erp.public.products"));

    @Test
    void shouldLetCleaningAloneReadWhatIsNotRedacted() {
        assertThat(allowed("lab.records.raw.v1", AclOperation.READ)).containsExactly("User:cleaning-stream");
        assertThat(allowed("lab.records.dlq.v1", AclOperation.READ)).containsExactly("User:cleaning-stream");
        assertThat(allowed("lab.records.dlq.v1", AclOperation.WRITE)).containsExactly("User:cleaning-stream");
        assertThat(allowed("erp.public.products", AclOperation.READ)).containsExactly("User:cleaning-stream");
    }

    @Test
    void shouldKnowWhoWritesAndWhoReadsEachTopic() {
        assertThat(Topics.all()).allSatisfy(topic -> {
            assertThat(allowed(topic.name("lab."), AclOperation.WRITE)).isNotEmpty();
            assertThat(allowed(topic.name("lab."), AclOperation.READ)).isNotEmpty();
        });
        assertThat(allowed("lab.registry.events.v1", AclOperation.WRITE)).containsExactly("User:registry-service");
    }

    @Test
    void shouldStayBelowThePrefixAndAllowNothingTwice() {
        assertThat(entries).doesNotHaveDuplicates();
        assertThat(entries)
                .allSatisfy(entry -> assertThat(entry.pattern().name()).containsAnyOf("lab.", "erp.public.products"));
    }

    private Set<String> allowed(String topic, AclOperation operation) {
        return entries.stream()
                .filter(entry -> entry.pattern().name().equals(topic))
                .filter(entry -> entry.entry().operation() == operation)
                .map(entry -> entry.entry().principal())
                .collect(Collectors.toSet());
    }
}
