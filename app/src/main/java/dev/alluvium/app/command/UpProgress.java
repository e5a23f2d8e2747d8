package dev.alluvium.app.command;

import dev.alluvium.cli.client.Terminal;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What {@code alluvium up} tells while it starts: lines for people, or log entries where a program reads them. */
interface UpProgress {
    /** What is being waited for. */
    void waiting(String text);

    /** What a reader should know. */
    void line(String text);

    /** That everything is up; whoever started the process waits for it. */
    void ready(String text);

    static UpProgress of(LogTarget target) {
        return target == LogTarget.JSON ? new Logged() : new Printed(new Terminal(System.err));
    }

    /** On standard error, and at last on standard output. */
    record Printed(Terminal terminal) implements UpProgress {
        @Override
        public void waiting(String text) {
            terminal.waiting(text);
        }

        @Override
        public void line(String text) {
            terminal.line(text);
        }

        @Override
        public void ready(String text) {
            terminal.done();
            System.out.println(text);
            System.out.flush();
        }
    }

    /** Between the services' own entries. */
    final class Logged implements UpProgress {
        private static final Logger LOG = LoggerFactory.getLogger(UpCommand.class);

        @Override
        public void waiting(String text) {
            LOG.info("{}", text);
        }

        @Override
        public void line(String text) {
            LOG.info("{}", text);
        }

        @Override
        public void ready(String text) {
            LOG.info("{}", text);
        }
    }
}
