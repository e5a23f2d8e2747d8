package dev.alluvium.settings;

import java.time.Duration;

/**
 * How documents are read.
 *
 * @param timeout of one document
 * @param memory heap of the process that reads them, as Java's -Xmx takes it
 * @param sectionLevel the deepest level of headings at which a document is cut into sections, 1 to 6; deeper ones stay in the text
 */
public record DocumentsConfig(
        @Default("60s") Duration timeout,
        @Default("256m") String memory,
        @Default("6") int sectionLevel) {
    private static final int DEEPEST = 6;

    public DocumentsConfig {
        if (sectionLevel < 1 || sectionLevel > DEEPEST) {
            throw new IllegalArgumentException("section-level=" + sectionLevel + ": must be between 1 and " + DEEPEST
                    + "; 3 cuts at #, ## and ###");
        }
        if (timeout.isNegative() || timeout.isZero()) {
            throw new IllegalArgumentException("timeout=" + timeout + ": must be greater than 0; try 60s");
        }
        if (!memory.matches("[1-9][0-9]{0,5}[kmgKMG]")) {
            throw new IllegalArgumentException("memory=" + memory + ": must be a size such as 256m");
        }
    }
}
