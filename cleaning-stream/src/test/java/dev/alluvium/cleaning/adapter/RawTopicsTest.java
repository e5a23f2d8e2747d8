package dev.alluvium.cleaning.adapter;

import static org.assertj.core.api.Assertions.assertThat;

import dev.alluvium.contracts.record.CleanRecord;
import dev.alluvium.contracts.record.Erasure;
import dev.alluvium.contracts.record.ReasonCode;
import java.nio.file.Path;
import org.apache.kafka.streams.test.TestRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Records of a change feed, what its writers may not do, and tombstones. */
class RawTopicsTest {
    @TempDir
    Path directory;

    private TopologyFixture fixture;

    @BeforeEach
    void start() {
        fixture = new TopologyFixture(directory);
    }

    @AfterEach
    void stop() {
        fixture.close();
    }

    @Test
    void shouldCleanTheRowsOfAFeedAndEraseThoseThatGo() {
        // When
        fixture.change(
                "{'id':7}",
                "{'op':'c','after':{'id':7,'question':'How heavy is it?','answer':'It weighs 3 kg.'},'ts_ms':1763600000000}");
        fixture.change("{'id':7}", null);

        // Then
        assertThat(fixture.clean())
                .satisfiesExactly(
                        first -> assertThat(first).isInstanceOfSatisfying(CleanRecord.class, record -> {
                            assertThat(record.model()).isEqualTo("support");
                            assertThat(record.fact()).isEqualTo("product/7");
                            assertThat(record.record().source()).isEqualTo("erp");
                        }),
                        second -> assertThat(second)
                                .isInstanceOfSatisfying(
                                        Erasure.class,
                                        erasure -> assertThat(erasure.fact()).isEqualTo("product/7")));
    }

    @Test
    void shouldRejectWhatTheFeedsWritersMayNotWrite() {
        // When
        fixture.change("{'id':8}", "{'model':'notes','instruction':'How heavy is it?','output':'It weighs 3 kg.'}");
        fixture.change("{'id':9}", "{'source':'crm','instruction':'How long is it?','output':'It is 3 m long.'}");

        // Then
        assertThat(fixture.rejected())
                .extracting(record -> record.reason() + " " + record.detail())
                .satisfiesExactly(
                        first -> assertThat(first).contains("NOT_ALLOWED", "model=notes", "support"),
                        second -> assertThat(second).contains("NOT_ALLOWED", "source=crm", "erp"));
    }

    @Test
    void shouldReadAReplayedRowAsItsFeedIsRead() {
        // Given
        fixture.change("{'id':7}", "{'op':'c','after':{'id':7,'question':'How heavy is it?'");
        TestRecord<byte[], byte[]> letter = fixture.deadLetters.readRecord();
        String at = CleaningHeaders.text(letter.headers(), CleaningHeaders.ERROR_PREFIX + "topic") + "-0@17";

        // When
        fixture.replay(at, "{'op':'c','after':{'id':7,'question':'How heavy is it?','answer':'It weighs 3 kg.'}}");
        fixture.replay(at, "{'model':'notes','instruction':'How heavy is it?','output':'It weighs 3 kg.'}");
        fixture.replay("elsewhere-0@1", "{'fact':'a','instruction':'How heavy is it?','output':'It weighs 3 kg.'}");

        // Then
        assertThat(fixture.clean())
                .extracting(event -> event.model() + " " + event.fact())
                .containsExactly("support product/7", "notes a");
        assertThat(fixture.rejected())
                .singleElement()
                .satisfies(one -> assertThat(one.reason()).isEqualTo(ReasonCode.NOT_ALLOWED));
    }

    @Test
    void shouldEraseTheFactThatATombstoneNames() {
        fixture.push("{'fact':'scale/weight','instruction':'How heavy is it?','output':'It weighs 3 kg.'}");
        fixture.tombstone("scale/weight");

        assertThat(fixture.clean())
                .last()
                .isInstanceOfSatisfying(
                        Erasure.class, erasure -> assertThat(erasure.fact()).isEqualTo("scale/weight"));
    }
}
