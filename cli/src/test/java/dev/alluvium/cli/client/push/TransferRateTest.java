package dev.alluvium.cli.client.push;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class TransferRateTest {
    @Test
    void shouldSayHowLongTheRestTakes() {
        assertThat(new TransferRate(1_500, 100, 400, TimeUnit.SECONDS.toNanos(30)).sentence())
                .isEqualTo("1,500 records, 50/s, 1:30 left");
    }

    @Test
    void shouldNotGuessWhereTheWholeIsNotKnown() {
        assertThat(new TransferRate(10, 100, 0, TimeUnit.SECONDS.toNanos(1)).sentence())
                .isEqualTo("10 records, 10/s");
        assertThat(new TransferRate(0, 0, 100, 0).sentence()).isEqualTo("0 records, 0/s");
    }

    @Test
    void shouldWriteHours() {
        assertThat(TransferRate.clock(3_723)).isEqualTo("1:02:03");
    }
}
