package dev.alluvium.bench.accumulate;

import dev.alluvium.accumulator.adapter.JobCounters;
import dev.alluvium.accumulator.adapter.JobMessage;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.functions.RichFilterFunction;

/** Counts messages and passes none on. */
final class CountingFilter extends RichFilterFunction<JobMessage> {
    /** What its count is named. */
    static final String PASSED = "passed";

    private static final long serialVersionUID = 1L;

    private final JobCounters tally = new JobCounters(PASSED);

    @Override
    public void open(OpenContext context) {
        tally.register(getRuntimeContext());
    }

    @Override
    public boolean filter(JobMessage message) {
        tally.add(PASSED, 1);
        return false;
    }
}
