package dev.alluvium.trainer.run;

import dev.alluvium.runtime.store.StoreException;
import dev.alluvium.runtime.work.RepeatedTasks;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Renews a lease on a thread of its own while training goes on, and stops the training if it is lost. */
final class LeaseKeeper implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(LeaseKeeper.class);
    private static final int RENEWALS = 3;
    private static final Duration LAST = Duration.ofSeconds(10);

    private final RunLease lease;
    private final StopSignal stop;
    private final RepeatedTasks thread = new RepeatedTasks("trainer-lease");

    LeaseKeeper(RunLease lease, Duration length, StopSignal stop) {
        this.lease = lease;
        this.stop = stop;
        Duration period = length.dividedBy(RENEWALS);
        thread.every(period, period, this::renew);
    }

    private void renew() {
        try {
            if (!lease.renew()) {
                stop.stop(StopSignal.Reason.LEASE_LOST);
            }
        } catch (RuntimeException | Error e) { // another kind would not see that the lease ran out
            LOG.atWarn().setCause(e).log("the lease could not be renewed, trying again");
            if (lease.expired()) {
                stop.stop(StopSignal.Reason.LEASE_LOST);
            }
        }
    }

    /** Ends renewing; the lease is given back if it is still held. */
    @Override
    public void close() {
        try {
            if (!thread.finish(LAST)) {
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
