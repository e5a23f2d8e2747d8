package dev.alluvium.cleaning;

import static org.assertj.core.api.Assertions.assertThat;

import dev.alluvium.cleaning.FileCleaner.Result;
import dev.alluvium.cleaning.pipeline.Pipelines;
import dev.alluvium.contracts.record.ReasonCode;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class FileCleanerTest {
    private final FileCleaner cleaner = new FileCleaner(Pipelines.standard(), "file.jsonl");

    @Test
    void shouldGiveEveryLineItsResult() {
        Result first = clean("{'instruction':'How heavy?','output':'3 kg'}");
        Result repeat = clean("{'instruction':'<b>How heavy?</b>','output':'3 kg'}");
        Result garbage = clean("garbage");
        Result erased = clean("{'instruction':'How heavy?','kind':'delete'}");

        assertThat(first).isInstanceOf(Result.Clean.class);
        assertThat(((Result.Rejected) repeat).record().reason()).isEqualTo(ReasonCode.DUPLICATE);
        assertThat(((Result.DeadLetter) garbage).position().offset()).isEqualTo(2);
        assertThat(erased).isInstanceOf(Result.Erased.class);
    }

    private Result clean(String json) {
        return cleaner.clean(json.replace('\'', '"').getBytes(StandardCharsets.UTF_8), Pipelines.RECEIVED);
    }
}
