package dev.alluvium.trainer.run;

import dev.alluvium.runtime.store.StoreException;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Renews a lease on a thread of its own while training goes on, and stops the training if it is lost. */
final class LeaseKeeper implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(LeaseKeeper.class);
    private static final int RENEWALS = 3;

    private final RunLease lease;
    private final StopSignal stop;
    private final ScheduledExecutorService scheduler = Executors.newSingleThreadScheduledExecutor(task -> {
        Thread thread = new Thread(task, "trainer-lease");
        thread.setDaemon(true);
        return thread;
    });

    LeaseKeeper(RunLease lease, Duration length, StopSignal stop) {
        this.lease = lease;
        this.stop = stop;
        long period = length.toMillis() / RENEWALS;
        var unused = scheduler.scheduleAtFixedRate(this::renew, period, period, TimeUnit.MILLISECONDS);
    }

    private void renew() {
        try {
            if (!lease.renew()) {
                stop.stop(StopSignal.Reason.LEASE_LOST);
            }
        } catch (RuntimeException e) { // another kind would end the renewals unseen
            LOG.atWarn().setCause(e).log("the lease could not be renewed, trying again");
            if (lease.expired()) {
                stop.stop(StopSignal.Reason.LEASE_LOST);
            }
        }
    }

    /** Ends renewing; the lease is given back if it is still held. */
    @Override
    public void close() {
        scheduler.shutdown();
        try {
            if (!scheduler.awaitTermination(10, TimeUnit.SECONDS)) {
                LOG.warn("a renewal of the lease did not end");
            }
            lease.close();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (StoreException e) {
            LOG.atWarn().setCause(e).log("the lease could not be given back, it will run out");
        }
    }
}
