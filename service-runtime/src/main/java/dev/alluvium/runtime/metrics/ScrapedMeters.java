package dev.alluvium.runtime.metrics;

import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * The meters of a process, of which every scrape succeeds. A meter that is removed and registered again while a scrape
 * goes over the meters is met twice, and the whole scrape fails for it; so meters are removed between scrapes alone.
 */
public final class ScrapedMeters extends PrometheusMeterRegistry {
    private final Lock scraping = new ReentrantLock();
    private final Queue<Runnable> removals = new ConcurrentLinkedQueue<>();

    public ScrapedMeters() {
        super(PrometheusConfig.DEFAULT);
    }

    /** Runs {@code removal}, which removes meters, before the next scrape begins. */
    void beforeScrape(Runnable removal) {
        removals.add(removal);
    }

    /** Removals that the next scrape runs first. */
    int waitingRemovals() {
        return removals.size();
    }

    @Override
    public void scrape(OutputStream out, String contentType) throws IOException {
        scraping.lock();
        try {
            remove();
            super.scrape(out, contentType);
        } finally {
            scraping.unlock();
        }
    }

    @Override
    public void scrape(OutputStream out, String contentType, @Nullable Set<String> includedNames) throws IOException {
        scraping.lock();
        try {
            remove();
            super.scrape(out, contentType, includedNames);
        } finally {
            scraping.unlock();
        }
    }

    private void remove() {
        for (Runnable removal = removals.poll(); removal != null; removal = removals.poll()) {
            removal.run();
        }
    }
}
