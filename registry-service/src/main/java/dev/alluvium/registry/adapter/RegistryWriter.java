package dev.alluvium.registry.adapter;

import dev.alluvium.contracts.registry.RegistryEvent;
import dev.alluvium.contracts.registry.RegistryState;
import dev.alluvium.contracts.serving.ServingDesired;
import dev.alluvium.registry.decide.Decision;
import dev.alluvium.registry.decide.Decision.Accepted;
import dev.alluvium.registry.decide.RegistryCommand;
import dev.alluvium.registry.decide.RegistryCommand.DeclareModel;
import dev.alluvium.registry.decide.RegistryCommand.Ordered;
import dev.alluvium.registry.decide.RegistryDecider;
import dev.alluvium.registry.decide.RegistrySettings;
import dev.alluvium.runtime.kafka.DamagedLogException;
import dev.alluvium.runtime.kafka.KafkaClients;
import dev.alluvium.runtime.kafka.LogCopy;
import dev.alluvium.runtime.work.SupervisedThread;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.LongFunction;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.InvalidProducerEpochException;
import org.apache.kafka.common.errors.ProducerFencedException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The thread on which everything is decided: messages and orders one after the other, each committed before the next.
 *
 * <p>If Kafka fails, the writer gives up its state, reads the log again and goes on; if another registry took over, it
 * stops for good. If a rule fails, the writer begins again, too.
 */
public final class RegistryWriter implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(RegistryWriter.class);
    private static final Duration POLL = Duration.ofMillis(200);
    private static final Duration PAUSE = Duration.ofSeconds(1);
    private static final Duration CLOSE = Duration.ofSeconds(10);

    /** Is told of each decision once it is committed. */
    public interface Listener {
        void decided(RegistryCommand command, Decision decision, Duration took);

        /** A message could not be decoded and was left out. */
        void undecodable(String topic);
    }

    /** What is committed. */
    private record Committed(RegistryState state, Map<String, ServingDesired> desired) {}

    private record Pending(Ordered order, CompletableFuture<Decision> answer) {}

    private final KafkaClients kafka;
    private final LogCopy<RegistryEvent> copy;
    private final Map<String, String> bases;
    private final LongFunction<RegistrySettings> settings;
    private final Clock clock;
    private final Listener listener;
    private final Queue<Pending> orders = new ConcurrentLinkedQueue<>();
    private final CountDownLatch started = new CountDownLatch(1);
    private final CountDownLatch closing = new CountDownLatch(1);
    private final SupervisedThread thread = new SupervisedThread("registry-writer", this::run);
    private volatile Committed committed = new Committed(RegistryState.empty(), Map.of());
    private volatile @Nullable Leadership leadership;
    private volatile @Nullable Throwable failure;

    /**
     * @param copy of the log, read where the log is damaged
     * @param bases the configured models with their bases
     * @param settings of the rules, by the epoch of the leadership
     */
    public RegistryWriter(
            KafkaClients kafka,
            LogCopy<RegistryEvent> copy,
            Map<String, String> bases,
            LongFunction<RegistrySettings> settings,
            Clock clock,
            Listener listener) {
        this.kafka = kafka;
        this.copy = copy;
        this.bases = Map.copyOf(bases);
        this.settings = settings;
        this.clock = clock;
        this.listener = listener;
    }

    /**
     * Returns when the log was read and every configured model is declared.
     *
     * @throws IllegalStateException if that fails or takes longer than {@code limit}
     */
    public void start(Duration limit) throws InterruptedException {
        thread.start();
        boolean done = started.await(limit.toMillis(), TimeUnit.MILLISECONDS);
        if (failure instanceof DamagedLogException) {
            throw new IllegalStateException(failure.getMessage(), failure);
        }
        if (!done || failure != null) {
            throw new IllegalStateException(
                    "the registry could not read its log within " + limit + "; is Kafka at " + kafka.bootstrapServers()
                            + " reachable?",
                    failure);
        }
    }

    /** The state after the last commit. */
    public RegistryState state() {
        return committed.state();
    }

    /** What serving was told last. */
    public Optional<ServingDesired> desired(String model) {
        return Optional.ofNullable(committed.desired().get(model));
    }

    /** Why the writer does not lead at the moment, or null while it does. */
    public @Nullable Throwable failure() {
        return failure;
    }

    /** Whether the writer stopped for good. */
    public boolean stopped() {
        return started.getCount() == 0 && !thread.isAlive();
    }

    /** Decides an order after all that came before it; fails with {@link KafkaException} if its outcome is unknown. */
    public CompletableFuture<Decision> submit(Ordered order) {
        CompletableFuture<Decision> answer = new CompletableFuture<>();
        orders.add(new Pending(order, answer));
        Leadership leading = leadership;
        if (stopped()) {
            failOrders(new KafkaException("this registry does not lead any more; ask the one that replaced it"));
        } else if (leading != null) {
            leading.wakeUp();
        }
        return answer;
    }

    @Override
    public void close() {
        thread.end();
        closing.countDown();
        thread.join(CLOSE);
    }

    /** The thread that everything is decided on. */
    public SupervisedThread thread() {
        return thread;
    }

    /** Returns when the writer is to stop for good; throws if it is to read the log again. */
    private void run() throws InterruptedException {
        try {
            while (closing.getCount() > 0) {
                lead();
            }
        } catch (RuntimeException | Error e) {
            failure = e;
            if (!fenced(e)) {
                throw e;
            }
            LOG.error("the registry stops: another one took over", e);
        } finally {
            started.countDown();
            failOrders(new KafkaException("the registry stops, or begins again; ask again"));
        }
    }

    private void lead() throws InterruptedException {
        try (Leadership leading = Leadership.open(kafka, copy)) {
            RegistrySettings rules = settings.apply(leading.nextEpoch());
            bases.forEach((model, base) -> decide(leading, new DeclareModel(model, base, clock.instant()), rules));
            leading.repairDesired(rules.epoch(), clock.instant());
            publish(leading);
            failure = null;
            leadership = leading;
            started.countDown();
            while (closing.getCount() > 0) {
                for (Pending next = orders.poll(); next != null; next = orders.poll()) {
                    answer(leading, next, rules);
                }
                for (ConsumerRecord<byte[], byte[]> message : leading.poll(POLL)) {
                    take(leading, message, rules);
                }
            }
        } catch (KafkaException e) {
            if (fenced(e)) {
                throw e;
            }
            failure = e;
            if (e instanceof DamagedLogException) {
                started.countDown();
            }
            LOG.warn("the registry lost Kafka and reads its log again", e);
            closing.await(PAUSE.toMillis(), TimeUnit.MILLISECONDS);
        } finally {
            leadership = null;
        }
    }

    private void answer(Leadership leading, Pending next, RegistrySettings rules) {
        try {
            next.answer().complete(decide(leading, next.order(), rules));
        } catch (RuntimeException | Error e) { // another kind would let the caller wait
            next.answer().completeExceptionally(e);
            throw e;
        }
    }

    private Decision decide(Leadership leading, RegistryCommand command, RegistrySettings rules) {
        long begin = System.nanoTime();
        Decision decision = RegistryDecider.handle(leading.state(), command, rules);
        if (decision instanceof Accepted accepted) {
            leading.commit(accepted);
            publish(leading);
        }
        listener.decided(command, decision, Duration.ofNanos(System.nanoTime() - begin));
        return decision;
    }

    private void take(Leadership leading, ConsumerRecord<byte[], byte[]> message, RegistrySettings rules) {
        Optional<RegistryCommand> command = Messages.command(kafka, message, clock.instant());
        if (command.isEmpty()) {
            leading.commit(Optional.empty(), message);
            listener.undecodable(message.topic());
            return;
        }
        long begin = System.nanoTime();
        Decision decision = RegistryDecider.handle(leading.state(), command.get(), rules);
        leading.commit(decision instanceof Accepted accepted ? Optional.of(accepted) : Optional.empty(), message);
        publish(leading);
        listener.decided(command.get(), decision, Duration.ofNanos(System.nanoTime() - begin));
    }

    private void publish(Leadership leading) {
        committed = new Committed(leading.state(), leading.desired());
    }

    private void failOrders(KafkaException why) {
        for (Pending next = orders.poll(); next != null; next = orders.poll()) {
            next.answer().completeExceptionally(why);
        }
    }

    private static boolean fenced(@Nullable Throwable e) {
        return e != null
                && (e instanceof ProducerFencedException
                        || e instanceof InvalidProducerEpochException
                        || fenced(e.getCause()));
    }
}
