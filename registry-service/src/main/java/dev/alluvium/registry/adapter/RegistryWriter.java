package dev.alluvium.registry.adapter;

import dev.alluvium.contracts.registry.RegistryEvent;
import dev.alluvium.contracts.serving.ServingDesired;
import dev.alluvium.contracts.topic.Topic;
import dev.alluvium.contracts.topic.Topics;
import dev.alluvium.contracts.trust.Signer;
import dev.alluvium.knowledge.registry.ModelState;
import dev.alluvium.knowledge.registry.NewerEventException;
import dev.alluvium.knowledge.registry.RegistryState;
import dev.alluvium.registry.decide.OrderLog;
import dev.alluvium.registry.decide.OrderOutcome;
import dev.alluvium.registry.decide.RegistryCommand;
import dev.alluvium.registry.decide.RegistryCommand.DeclareModel;
import dev.alluvium.registry.decide.RegistryCommand.Evaluated;
import dev.alluvium.registry.decide.RegistryCommand.Ordered;
import dev.alluvium.registry.decide.RegistryDecider;
import dev.alluvium.registry.decide.RegistryDecision;
import dev.alluvium.registry.decide.RegistryDecision.Accepted;
import dev.alluvium.registry.decide.RegistrySettings;
import dev.alluvium.runtime.kafka.DamagedLogException;
import dev.alluvium.runtime.kafka.KafkaClients;
import dev.alluvium.runtime.kafka.LogCopy;
import dev.alluvium.runtime.kafka.MessageReader;
import dev.alluvium.runtime.store.ObjectStore;
import dev.alluvium.runtime.store.StoreException;
import dev.alluvium.runtime.work.SupervisedThread;
import java.time.Clock;
import java.time.Duration;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.LongFunction;
import java.util.function.Supplier;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
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
        void decided(RegistryCommand command, RegistryDecision decision, Duration took);

        /** A message could not be decoded and was left out. */
        void undecodable(String topic);

        /** Somebody else wrote what should be served of a model, and the registry said again what should be. */
        default void restored(String model) {}
    }

    /** What is committed. */
    private record Committed(RegistryState state, Map<String, ServingDesired> desired) {}

    private final KafkaClients kafka;
    private final LogCopy<RegistryEvent> copy;
    private final MessageReader reader;
    private final CommandDecoder messages;
    private final KeptReports reports;
    private final Map<String, String> bases;
    private final LongFunction<RegistrySettings> settings;
    private final Supplier<Signer> signer;
    private final Clock clock;
    private final Listener listener;
    private final Queue<PendingOrder> orders = new ConcurrentLinkedQueue<>();
    private final OrderLog outcomes = new OrderLog();
    private final CountDownLatch started = new CountDownLatch(1);
    private final CountDownLatch closing = new CountDownLatch(1);
    private final SupervisedThread thread = new SupervisedThread("registry-writer", this::run);
    private boolean unjudged;
    private volatile Committed committed = new Committed(RegistryState.empty(), Map.of());
    private volatile @Nullable Leadership leadership;
    private volatile @Nullable PendingOrder inDoubt;
    private volatile @Nullable Throwable failure;

    /**
     * @param copy of the log, read where the log is damaged
     * @param store where evaluators keep reports
     * @param bases the configured models with their bases
     * @param settings of the rules, by the epoch of the leadership
     * @param signer with the registry's key
     * @param reader of the registry
     */
    public RegistryWriter(
            KafkaClients kafka,
            LogCopy<RegistryEvent> copy,
            ObjectStore store,
            Map<String, String> bases,
            LongFunction<RegistrySettings> settings,
            Supplier<Signer> signer,
            Clock clock,
            MessageReader reader,
            Listener listener) {
        this.kafka = kafka;
        this.copy = copy;
        this.reader = reader.counting(CommandDecoder.TOPICS.toArray(Topic<?>[]::new));
        this.messages = new CommandDecoder(kafka, reader);
        this.reports = new KeptReports(store);
        this.bases = Map.copyOf(bases);
        this.settings = settings;
        this.signer = signer;
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
        Throwable why = failure;
        if (why instanceof DamagedLogException || why instanceof UnknownKeyException) {
            throw new IllegalStateException(why.getMessage(), why);
        }
        if (why != null && NewerEventException.caused(why)) {
            throw new IllegalStateException("the registry cannot lead: " + why.getMessage(), why);
        }
        if (!done || why != null) {
            throw new IllegalStateException(
                    "the registry could not read its log within " + limit.toSeconds() + " s; is Kafka at "
                            + kafka.bootstrapServers() + " reachable?",
                    why);
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

    /** Queues an order, which is decided after all that came before it unless it is withdrawn. */
    public PendingOrder submit(Ordered order) {
        PendingOrder pending = new PendingOrder(order);
        orders.add(pending);
        Leadership leading = leadership;
        if (stopped()) {
            failOrders(new KafkaException("this registry does not lead any more; ask the one that replaced it"));
        } else if (leading != null) {
            leading.wakeUp();
        }
        return pending;
    }

    /** Whether an order is withdrawn: then it is never executed; false if it was taken already. */
    public boolean withdraw(PendingOrder order) {
        boolean withdrawn = order.withdraw();
        if (withdrawn) {
            orders.remove(order);
        }
        return withdrawn;
    }

    /** What became of an order; empty if it was not decided, or it changed nothing and that was long ago. */
    public Optional<OrderOutcome> outcome(String model, String key) {
        return outcomes.outcome(model, key);
    }

    /** Whether an order is being committed, or its commit failed and the log was not read again since. */
    public boolean inDoubt(String model, String key) {
        PendingOrder deciding = inDoubt;
        return deciding != null && deciding.isOf(model, key);
    }

    /** Whether an order waits for its turn. */
    public boolean waiting(String model, String key) {
        return orders.stream().anyMatch(order -> order.isOf(model, key));
    }

    @Override
    public void close() {
        thread.end();
        closing.countDown();
        thread.join(CLOSE);
        reports.close();
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
        try (Leadership leading =
                Leadership.open(kafka, copy, reader, signer.get(), clock.instant(), outcomes::replay)) {
            RegistrySettings rules = settings.apply(leading.nextEpoch());
            bases.forEach((model, base) -> decide(leading, new DeclareModel(model, base, clock.instant()), rules));
            leading.repairDesired(rules.epoch(), clock.instant());
            publish(leading);
            failure = null;
            inDoubt = null;
            leadership = leading;
            started.countDown();
            while (closing.getCount() > 0) {
                for (PendingOrder next = nextOrder(); next != null; next = nextOrder()) {
                    answer(leading, next, rules);
                }
                takeAll(leading, leading.poll(POLL), rules);
                leading.restoreDesired().forEach(listener::restored);
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

    /** In doubt before it leaves the queue, so that whoever asks finds it in one of the two until its outcome is known. */
    private @Nullable PendingOrder nextOrder() {
        inDoubt = orders.peek();
        return orders.poll();
    }

    private void answer(Leadership leading, PendingOrder next, RegistrySettings rules) {
        if (!next.take()) {
            return;
        }
        try {
            next.complete(decideOnce(leading, next, rules));
        } catch (RuntimeException | Error e) { // another kind would let the caller wait
            next.fail(e);
            throw e;
        }
    }

    /** A repeat changes nothing: it is answered as the first was. */
    private OrderOutcome decideOnce(Leadership leading, PendingOrder next, RegistrySettings rules) {
        Ordered order = next.order();
        Optional<OrderOutcome> known = outcomes.outcome(order.model(), next.id().key());
        if (known.isPresent()) {
            return known.get();
        }
        ModelState before = leading.state().model(order.model()).orElse(null);
        OrderOutcome outcome = OrderOutcome.of(next.id(), order, decide(leading, order, rules), before);
        outcomes.decided(order.model(), outcome);
        return outcome;
    }

    private RegistryDecision decide(Leadership leading, RegistryCommand command, RegistrySettings rules) {
        long begin = System.nanoTime();
        RegistryDecision decision = RegistryDecider.handle(leading.state(), command, rules);
        if (decision instanceof Accepted accepted) {
            leading.commit(accepted);
            publish(leading);
        }
        listener.decided(command, decision, Duration.ofNanos(System.nanoTime() - begin));
        return decision;
    }

    /** A message that cannot be judged yet is read again, and with it those behind it in its partition. */
    private void takeAll(Leadership leading, Iterable<ConsumerRecord<byte[], byte[]>> polled, RegistrySettings rules)
            throws InterruptedException {
        Set<TopicPartition> waiting = new HashSet<>();
        for (ConsumerRecord<byte[], byte[]> message : polled) {
            TopicPartition partition = new TopicPartition(message.topic(), message.partition());
            if (waiting.contains(partition)) {
                continue;
            }
            try {
                take(leading, message, rules);
                unjudged = false;
            } catch (StoreException e) {
                if (!unjudged) {
                    LOG.warn("a verdict waits for the object store: {}", e.getMessage());
                }
                unjudged = true;
                waiting.add(partition);
                leading.again(partition, message.offset());
            }
        }
        if (!waiting.isEmpty()) {
            closing.await(POLL.toMillis(), TimeUnit.MILLISECONDS);
        }
    }

    /** @throws StoreException if it cannot be judged now */
    private void take(Leadership leading, ConsumerRecord<byte[], byte[]> message, RegistrySettings rules)
            throws InterruptedException {
        Optional<RegistryCommand> command = messages.command(message, clock.instant());
        if (command.isPresent() && command.get() instanceof Evaluated evaluated) {
            Optional<String> gap = reports.gap(evaluated.evaluation(), POLL);
            if (gap.isPresent()) {
                reader.leaveOut(Topics.ADAPTERS_EVALUATED, message.partition(), message.offset(), gap.get());
                command = Optional.empty();
            }
        }
        if (command.isEmpty()) {
            leading.commit(Optional.empty(), message);
            listener.undecodable(message.topic());
            return;
        }
        long begin = System.nanoTime();
        RegistryDecision decision = RegistryDecider.handle(leading.state(), command.get(), rules);
        leading.commit(decision instanceof Accepted accepted ? Optional.of(accepted) : Optional.empty(), message);
        publish(leading);
        listener.decided(command.get(), decision, Duration.ofNanos(System.nanoTime() - begin));
    }

    private void publish(Leadership leading) {
        committed = new Committed(leading.state(), leading.desired());
    }

    private void failOrders(KafkaException why) {
        for (PendingOrder next = orders.poll(); next != null; next = orders.poll()) {
            next.withdraw();
            next.fail(why);
        }
    }

    private static boolean fenced(@Nullable Throwable e) {
        return e != null
                && (e instanceof ProducerFencedException
                        || e instanceof InvalidProducerEpochException
                        || fenced(e.getCause()));
    }
}
