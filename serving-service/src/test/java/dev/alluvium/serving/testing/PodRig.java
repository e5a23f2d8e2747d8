package dev.alluvium.serving.testing;

import dev.alluvium.contracts.object.Digest;
import dev.alluvium.contracts.serving.DeployedVersion;
import dev.alluvium.contracts.serving.ServingDesired;
import dev.alluvium.knowledge.registry.RegistryState;
import dev.alluvium.model.BaseModel;
import dev.alluvium.model.GenerationOptions;
import dev.alluvium.model.Generator;
import dev.alluvium.model.LoadOptions;
import dev.alluvium.model.LoadedAdapter;
import dev.alluvium.model.PeftDirectory;
import dev.alluvium.model.TokenListener;
import dev.alluvium.runtime.store.InMemoryObjectStore;
import dev.alluvium.serving.adapter.store.ProvedFiles;
import dev.alluvium.serving.adapter.vllm.PodFleet;
import dev.alluvium.serving.adapter.vllm.PodFleets;
import dev.alluvium.serving.engine.AnswerEvent;
import dev.alluvium.serving.engine.AnswerStream;
import dev.alluvium.serving.engine.AskedVersions;
import dev.alluvium.serving.engine.Bases;
import dev.alluvium.serving.engine.FallbackVersions;
import dev.alluvium.serving.engine.Fleet;
import dev.alluvium.serving.engine.HostObserver;
import dev.alluvium.serving.engine.ModelHost;
import dev.alluvium.serving.engine.ServedVersions;
import dev.alluvium.serving.engine.Slots;
import dev.alluvium.serving.engine.VersionLoader;
import dev.alluvium.serving.openai.CompletionRequest;
import dev.alluvium.serving.openai.CompletionRequestReader;
import dev.alluvium.serving.state.AttestationCheck;
import dev.alluvium.serving.state.LiveVersion;
import dev.alluvium.serving.state.Replica;
import dev.alluvium.serving.state.ServingState;
import dev.alluvium.serving.state.TestVersions;
import dev.alluvium.serving.state.VersionRefusal;
import dev.alluvium.settings.VllmConfig;
import dev.alluvium.settings.VllmConfig.ReadableBy;
import dev.alluvium.testing.Await;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.BooleanSupplier;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;

/** Serving of one model by servers with vLLM's endpoints; tests say what is desired and when the heart beats. */
public final class PodRig implements AutoCloseable {
    public final List<VersionRefusal.Reason> faults = new CopyOnWriteArrayList<>();
    public final List<LiveVersion> announced = new CopyOnWriteArrayList<>();
    public final List<String> restarts = new CopyOnWriteArrayList<>();
    public final PodFleet pods;
    public final ServedVersions versions;

    private final InMemoryObjectStore store = new InMemoryObjectStore();
    private final Bases bases;
    private final IntFunction<Path> adapters;
    private final PodFleets fleets;
    private final ExecutorService loading = Executors.newCachedThreadPool();
    private final Slots slots = new Slots(8, 8, 65_536, 64);
    private final AskedVersions asked;
    private final Path directory;
    private @Nullable ServingDesired newest;
    private long generation;

    public PodRig(Path directory, FakeVllm... servers) {
        this(directory, null, servers);
    }

    public PodRig(Path directory, VllmConfig.@Nullable Reference reference, FakeVllm... servers) {
        this(directory, config(directory, reference, 0.01, servers));
    }

    public PodRig(Path directory, VllmConfig config) {
        this(directory, config, TaughtModel.shared().base(), TaughtModel.shared()::adapter);
    }

    /**
     * @param base of the servers
     * @param adapters by the version's number
     */
    public PodRig(Path directory, VllmConfig config, Path base, IntFunction<Path> adapters) {
        this.directory = directory;
        this.adapters = adapters;
        this.bases = new Bases(name -> base, LoadOptions.cpu());
        this.fleets = new PodFleets(store, name -> base, bases, directory.resolve("figures"), Clock.systemUTC());
        this.pods = fleets.open(TestVersions.MODEL, config, new Joining());
        this.asked = new AskedVersions(new AttestationCheck(TestVersions.verifier()));
        this.versions = new ServedVersions(Map.of(TestVersions.MODEL, pods.fleet()), RegistryState::empty, asked);
        pods.beat();
    }

    /** With limits that a busy machine keeps. */
    public static VllmConfig config(
            Path directory, VllmConfig.@Nullable Reference reference, double tolerance, FakeVllm... servers) {
        return config(directory, reference, tolerance, Duration.ofSeconds(20), servers);
    }

    /** With a limit of its own. */
    public static VllmConfig config(
            Path directory,
            VllmConfig.@Nullable Reference reference,
            double tolerance,
            Duration timeout,
            FakeVllm... servers) {
        return new VllmConfig(
                Arrays.stream(servers).map(FakeVllm::address).toList(),
                null,
                directory.resolve("shared").toString(),
                null,
                16,
                2,
                timeout,
                Duration.ofSeconds(30),
                tolerance,
                reference,
                List.of(),
                "",
                ReadableBy.OWNER);
    }

    /** A version of the taught model, attested, its bytes in the store. */
    public DeployedVersion version(int number) {
        if (number == 0) {
            return DeployedVersion.base();
        }
        String prefix = "runs/run-" + number + "/a1/adapter/";
        byte[] weights = file(number, PeftDirectory.WEIGHTS);
        store.putIfAbsent(prefix + PeftDirectory.WEIGHTS, weights);
        store.putIfAbsent(prefix + PeftDirectory.CONFIG, file(number, PeftDirectory.CONFIG));
        return TestVersions.version(number, Digest.sha256(weights), prefix);
    }

    private byte[] file(int number, String name) {
        try {
            return Files.readAllBytes(adapters.apply(number).resolve(name));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What a version answers to {@code question} when this process computes it. */
    public String answerHere(int number, String question) {
        BaseModel base = bases.apply("");
        try (LoadedAdapter version =
                number == 0 ? base.bare() : base.attach(PeftDirectory.read(adapters.apply(number)))) {
            long[] prompt = base.template().prompt(base.tokenizer(), question);
            return Generator.generate(version, prompt, GenerationOptions.greedy(32), TokenListener.none())
                    .text();
        }
    }

    /** The registry wants {@code number}; returns at once. */
    public void desire(int number) {
        desire(TestVersions.desired(version(number), 1, ++generation));
    }

    /** The registry wants {@code challenger} tried with every user beside {@code champion}. */
    public void tryOut(int champion, int challenger) {
        ServingDesired plain = TestVersions.desired(version(champion), 1, ++generation);
        desire(new ServingDesired(
                plain.model(),
                plain.base(),
                version(champion),
                version(challenger),
                1.0,
                "trial",
                1,
                generation,
                plain.at()));
    }

    private void desire(ServingDesired desired) {
        newest = desired;
        pods.fleet().members().forEach(member -> member.host().desired(desired));
    }

    /** Wants {@code number} and waits until every server answers with it. */
    public void promote(int number) {
        desire(number);
        awaitServing(number);
    }

    public void awaitServing(int number) {
        await(() -> pods.fleet().members().stream().allMatch(member -> serves(member, number)));
    }

    private boolean serves(Fleet.Member member, int number) {
        LiveVersion live = member.host().view().state().live();
        return pods.fleet().answers(member)
                && live != null
                && live.proof().version() == number
                && member.host().view().state() instanceof ServingState.Serving;
    }

    /** One heartbeat of the process. */
    public void beat() {
        pods.beat();
        pods.fleet().members().forEach(member -> {
            member.host().contacted(Instant.now());
            if (member.up().getAsBoolean()) {
                member.host().beat();
            }
        });
    }

    /** Why the only server refuses what is desired, once it does for {@code reason}. */
    public VersionRefusal awaitRefusal(VersionRefusal.Reason reason) {
        await(() -> refusal() != null && Objects.requireNonNull(refusal()).reason() == reason);
        return Objects.requireNonNull(refusal());
    }

    private @Nullable VersionRefusal refusal() {
        ServingState state = pods.fleet().members().get(0).host().view().state();
        return state instanceof ServingState.Refusing refusing ? refusing.refusal() : null;
    }

    /** Beats until a condition holds. */
    public void await(BooleanSupplier condition) {
        Await.until(
                () -> "it comes about; faults: " + faults + ", " + pods.faults() + ", "
                        + pods.fleet().members().stream()
                                .map(member -> member.host().view().state())
                                .toList(),
                () -> {
                    boolean holds = condition.getAsBoolean();
                    if (!holds) {
                        beat();
                    }
                    return holds;
                });
    }

    /** The whole answer to the taught question, with further fields in single quotes. */
    public List<AnswerEvent> ask(String more) throws InterruptedException {
        return ask(TaughtModel.QUESTION, more);
    }

    private List<AnswerEvent> ask(String question, String more) throws InterruptedException {
        String body = "{'model':'notes','messages':[{'role':'user','content':'" + question + "'}]" + more + "}";
        CompletionRequest ask =
                CompletionRequestReader.chat(body.replace('\'', '"').getBytes(StandardCharsets.UTF_8));
        List<AnswerEvent> events = new ArrayList<>();
        try (AnswerStream stream = slots.submit(ask, versions.source(ask.model(), false, "user"))) {
            do {
                events.add(stream.next());
            } while (!(last(events) instanceof AnswerEvent.Done) && !(last(events) instanceof AnswerEvent.Failed));
        }
        return events;
    }

    /** The text of an answer to the taught question. */
    public String answer() throws InterruptedException {
        return last(ask("")) instanceof AnswerEvent.Done done
                ? done.generation().text()
                : "";
    }

    /** The text of an answer of at most 32 tokens. */
    public String answer(String question) throws InterruptedException {
        return last(ask(question, ",'max_tokens':32")) instanceof AnswerEvent.Done done
                ? done.generation().text()
                : "";
    }

    /** Answers in the making. */
    public int active() {
        return slots.active();
    }

    public static AnswerEvent last(List<AnswerEvent> events) {
        return events.get(events.size() - 1);
    }

    @Override
    public void close() {
        pods.close();
        slots.close();
        asked.close();
        loading.shutdownNow();
        fleets.close();
        bases.close();
    }

    private final class Joining implements PodFleet.Events {
        @Override
        public ModelHost joined(String pod, VersionLoader loader) {
            ModelHost host = new ModelHost(
                    TestVersions.MODEL,
                    new Replica.Limits(Duration.ofSeconds(30), 2),
                    new AttestationCheck(TestVersions.verifier()),
                    loader,
                    loading,
                    new Announcements(),
                    new ProvedFiles(directory.resolve("proved-" + pod.replace(':', '_'))),
                    Clock.systemUTC(),
                    FallbackVersions.none());
            ServingDesired desired = newest;
            if (desired != null) {
                host.desired(desired);
            }
            return host;
        }

        @Override
        public void left(String pod) {}

        @Override
        public void fault(VersionRefusal.Reason reason) {
            faults.add(reason);
        }

        @Override
        public void restarted() {
            restarts.add("restarted");
        }
    }

    private final class Announcements implements HostObserver {
        @Override
        public void announce(String model, LiveVersion live) {
            announced.add(live);
        }

        @Override
        public void loaded(String model, boolean success, Duration took) {}
    }
}
