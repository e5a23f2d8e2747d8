package dev.alluvium.ingest.format;

import static org.assertj.core.api.Assertions.assertThat;

import dev.alluvium.knowledge.text.WorkBudget;
import java.io.IOException;
import java.io.StringReader;
import org.junit.jupiter.api.Test;

class CsvWorkTest {
    private static final int LINES = 500;

    /** Opens a quote whether one was open before or not. */
    private static final String LINE = "b" + "x".repeat(5_000) + "\",\"";

    @Test
    void shouldReadLinesOnceThatAllLeaveAQuoteOpen() throws IOException {
        String file = "text,b\n" + (LINE + "\n").repeat(LINES) + "1,2\n";

        try (WorkBudget budget = WorkBudget.open(Long.MAX_VALUE);
                CsvRecords records = new CsvRecords(new TextLines(new StringReader(file)), ',')) {
            int broken = 0;
            SourceItem last = null;
            for (SourceItem item = records.next(); item != null; item = records.next()) {
                broken += item instanceof SourceItem.Broken ? 1 : 0;
                last = item;
            }

            assertThat(broken).isEqualTo(LINES);
            assertThat(last).isInstanceOf(SourceItem.Found.class);
            assertThat(budget.spent()).isLessThan(8L * file.length());
        }
    }
}
