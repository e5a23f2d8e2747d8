package dev.alluvium.serving.adapter.vllm;

import dev.alluvium.contracts.object.ArtifactRef;
import dev.alluvium.contracts.serving.DeployedVersion;
import dev.alluvium.model.ModelException;
import dev.alluvium.model.PeftDirectory;
import dev.alluvium.runtime.base.BaseException;
import dev.alluvium.serving.adapter.vllm.References.Reference;
import dev.alluvium.serving.engine.AdapterSource;
import dev.alluvium.serving.engine.LoadedVersion;
import dev.alluvium.serving.engine.PromptSettings;
import dev.alluvium.serving.engine.VersionLoader;
import dev.alluvium.serving.engine.VersionRefusedException;
import dev.alluvium.serving.state.VersionProof;
import dev.alluvium.serving.state.VersionRefusal;
import dev.alluvium.serving.state.VersionRefusal.Reason;
import dev.alluvium.serving.vllm.PodPlan;
import dev.alluvium.serving.vllm.PodStep;
import dev.alluvium.serving.vllm.ProbeLogprobs;
import dev.alluvium.serving.vllm.ProbeTexts;
import dev.alluvium.serving.vllm.ServedModels;
import dev.alluvium.serving.vllm.ServedVersionCheck;
import dev.alluvium.serving.vllm.WantedVersion;
import dev.alluvium.settings.VllmConfig;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Executor;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Makes one server hold versions of one model, and proves that it computes them. Loads and unloads one after the other. */
final class PodLoader implements VersionLoader {
    private static final Logger LOG = LoggerFactory.getLogger(PodLoader.class);
    private static final int MOST_STEPS = 32;

    private final String model;
    private final Pod pod;
    private final VllmConfig config;
    private final AdapterSource shared;
    private final Function<String, PromptSettings> texts;
    private final References references;
    private final Supplier<String> stamps;
    private final PodStreams streams;
    private final Executor unloading;
    private final Set<String> shunned = new HashSet<>();
    private final Map<String, ProbeLogprobs> resident = new HashMap<>();
    private volatile boolean known;
    private volatile boolean stopped;
    private volatile int said;

    PodLoader(String model, Pod pod, VllmConfig config, PodParts parts) {
        this.model = model;
        this.pod = pod;
        this.config = config;
        this.shared = parts.shared();
        this.texts = parts.texts();
        this.references = parts.references();
        this.stamps = parts.stamps();
        this.streams = parts.streams();
        this.unloading = parts.executor();
    }

    @Override
    public synchronized LoadedVersion load(String base, DeployedVersion version) throws VersionRefusedException {
        try {
            return proved(base, version);
        } catch (VersionRefusedException e) {
            pod.count(e.refusal());
            throw e;
        } catch (BaseException e) {
            throw new VersionRefusedException(Reason.UNREACHABLE, e.getMessage() + "", e);
        } catch (ModelException | UncheckedIOException e) {
            throw new VersionRefusedException(Reason.UNUSABLE, e.getMessage() + "", e);
        }
    }

    private LoadedVersion proved(String base, DeployedVersion version) throws VersionRefusedException {
        ArtifactRef adapter = version.adapter();
        Path files = adapter == null ? null : shared.fetch(adapter);
        ServedModels shown = pod.client().models();
        PromptSettings prompting = prompting(base, shown);
        compareTokens(prompting, shown);
        WantedVersion wanted = wanted(version, files);
        String name = settle(wanted);
        VersionProof proof = prove(base, wanted, files, name, prompting);
        said = pod.client().maxLoras().orElse(said);
        pod.answered();
        if (!wanted.sha256().isEmpty()) {
            pod.hold(name);
        }
        return new LoadedVersion(
                proof, new PodRemote(pod, name, wanted.sha256().isEmpty(), prompting, streams, this::unloadLater));
    }

    private PromptSettings prompting(String base, ServedModels shown) {
        PromptSettings text = texts.apply(base);
        int context = shown.base().map(ServedModels.Entry::context).orElse(0);
        return new PromptSettings(
                text.tokenizer(), text.template(), context == 0 ? text.context() : Math.min(context, text.context()));
    }

    /** Once for each time that the server is met anew. */
    private void compareTokens(PromptSettings prompting, ServedModels shown) throws VersionRefusedException {
        Optional<ServedModels.Entry> base = shown.base();
        if (known || base.isEmpty()) {
            return;
        }
        for (String text : ProbeTexts.strings()) {
            long[] theirs = pod.client().tokenize(base.get().id(), text);
            Optional<VersionRefusal> refusal =
                    ProbeTexts.compare(text, prompting.tokenizer().encode(text), theirs);
            if (refusal.isPresent()) {
                throw refused(refusal.get());
            }
        }
        known = true;
    }

    private WantedVersion wanted(DeployedVersion version, @Nullable Path files) {
        ArtifactRef adapter = version.adapter();
        if (adapter == null || files == null) {
            return WantedVersion.base(model);
        }
        int rank = PeftDirectory.read(files).shape().rank();
        String path = config.adaptersOfPods() + "/" + files.getFileName();
        return new WantedVersion(model, version.version(), adapter.sha256(), rank, path);
    }

    /** Does what {@link PodPlan} says until the server has the version by its own word; gives the name. */
    private String settle(WantedVersion wanted) throws VersionRefusedException {
        PodPlan plan = new PodPlan(model, config.maxLoraRank());
        for (int i = 0; i < MOST_STEPS; i++) {
            PodStep step = plan.next(wanted, pod.client().models(), pod.held(), shunned, stamps.get());
            if (step instanceof PodStep.Refuse refuse) {
                throw refused(refuse.refusal());
            } else if (step instanceof PodStep.Unload unload) {
                pod.client().unload(unload.name());
            } else if (step instanceof PodStep.Load load) {
                pod.client().load(load.name().toString(), load.path());
            } else if (step instanceof PodStep.Prove prove) {
                return prove.id();
            }
        }
        throw new VersionRefusedException(
                Reason.FAILING,
                "the server takes orders with success and lists something else after " + MOST_STEPS,
                null);
    }

    private VersionProof prove(
            String base, WantedVersion wanted, @Nullable Path files, String name, PromptSettings prompting)
            throws VersionRefusedException {
        List<long[]> prompts =
                ProbeTexts.prompts(prompting.tokenizer(), prompting.template(), prompting.context(), config.prompts());
        Optional<Reference> expected = references.of(base, wanted.sha256(), files, prompts);
        Map<String, ProbeLogprobs> others = others(base, wanted, name, prompts);
        ProbeLogprobs seen = pod.client().figures(name, prompts);
        Optional<VersionRefusal> refusal = new ServedVersionCheck(config.tolerance())
                .of(
                        model + "@" + wanted.version(),
                        seen,
                        expected.map(Reference::figures).orElse(null),
                        others);
        if (refusal.isPresent()) {
            reject(wanted, name);
            throw refused(refusal.get());
        }
        Reference reference =
                expected.isPresent() ? expected.get() : references.first(base, wanted.sha256(), prompts, seen);
        resident.put(name, reference.figures());
        LOG.atInfo()
                .addKeyValue("pod", pod.name())
                .log("{} is proved: {}", name, ServedVersionCheck.margin(seen, reference.figures(), others));
        return new VersionProof(wanted.version(), wanted.sha256(), reference.fingerprint());
    }

    /** What else could be answering under the name: the base, and what else this process holds there. */
    private Map<String, ProbeLogprobs> others(String base, WantedVersion wanted, String name, List<long[]> prompts)
            throws VersionRefusedException {
        resident.keySet().removeIf(id -> !pod.holds(id));
        Map<String, ProbeLogprobs> others = new HashMap<>(resident);
        others.remove(name);
        if (!wanted.sha256().isEmpty()) {
            Optional<Reference> bare = references.of(base, "", null, prompts);
            others.put("the base", bare.isPresent() ? bare.get().figures() : observedBase(base, prompts));
        }
        return others;
    }

    private ProbeLogprobs observedBase(String base, List<long[]> prompts) throws VersionRefusedException {
        String id = pod.client().models().base().map(ServedModels.Entry::id).orElse("");
        return references
                .first(base, "", prompts, pod.client().figures(id, prompts))
                .figures();
    }

    /** A name that did not prove itself is never asked again; the next load takes another one. */
    private void reject(WantedVersion wanted, String name) {
        if (!wanted.sha256().isEmpty()) {
            shunned.add(name);
            unload(name);
        }
    }

    /** A process that stops leaves its adapters there: the next one takes them over, or drops them. */
    void stop() {
        stopped = true;
    }

    private void unloadLater(String name) {
        if (!stopped) {
            unloading.execute(() -> unloadUnused(name));
        }
    }

    /** Another load may have found it and taken it into use. */
    private synchronized void unloadUnused(String name) {
        if (!pod.holds(name)) {
            unload(name);
        }
    }

    /** What cannot be unloaded now is unloaded before the next load. */
    private synchronized void unload(String name) {
        shunned.add(name);
        try {
            pod.client().unload(name);
            shunned.remove(name);
        } catch (VersionRefusedException e) {
            LOG.atWarn().addKeyValue("pod", pod.name()).log("{} is not unloaded yet: {}", name, e.getMessage());
        }
    }

    /** The server may be another one from now on. Returns at once. */
    void metAnew() {
        known = false;
    }

    @Override
    public Optional<VersionRefusal> together(DeployedVersion champion, DeployedVersion challenger) {
        if (champion.adapter() == null || challenger.adapter() == null) {
            return Optional.empty();
        }
        int room = said > 0 ? said : config.maxLoras();
        return room >= 2
                ? Optional.empty()
                : Optional.of(new VersionRefusal(
                        Reason.NO_ROOM,
                        "an experiment has two adapters answer at once and " + pod.name() + " computes with " + room
                                + "; start vLLM with --max-loras 2 and say so in vllm.max-loras"));
    }

    private static VersionRefusedException refused(VersionRefusal refusal) {
        return new VersionRefusedException(refusal.reason(), refusal.detail(), null);
    }
}
