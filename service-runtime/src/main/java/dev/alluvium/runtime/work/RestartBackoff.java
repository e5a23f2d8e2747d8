package dev.alluvium.runtime.work;

import java.time.Duration;

/**
 * When a thread that failed starts again: after a pause that doubles with each failure, without end.
 *
 * @param first pause
 * @param longest pause
 * @param lasting failures one after the other after which the trouble counts as lasting
 * @param steady how long a thread has to run for its next failure to count as the first one
 */
public record RestartBackoff(Duration first, Duration longest, int lasting, Duration steady) {
    static final RestartBackoff STANDARD =
            new RestartBackoff(Duration.ofMillis(100), Duration.ofSeconds(30), 5, Duration.ofMinutes(1));

    /** The pause after so many failures one after the other. */
    Duration pauseAfter(int failures) {
        Duration pause = first;
        for (int i = 1; i < failures && pause.compareTo(longest) < 0; i++) {
            pause = pause.multipliedBy(2);
        }
        return pause.compareTo(longest) < 0 ? pause : longest;
    }
}
