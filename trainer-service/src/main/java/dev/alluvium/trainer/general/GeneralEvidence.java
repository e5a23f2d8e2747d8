package dev.alluvium.trainer.general;

import dev.alluvium.model.BaseModel;
import dev.alluvium.model.BaseModels;
import dev.alluvium.model.LoadOptions;
import dev.alluvium.model.ModelException;
import dev.alluvium.model.torch.TorchThreads;
import dev.alluvium.runtime.base.BaseDirectories;
import dev.alluvium.runtime.base.BaseException;
import dev.alluvium.runtime.store.ObjectStore;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BooleanSupplier;
import java.util.function.ToIntFunction;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sees to it that each base has general text before a version is trained on it: a base that brings none is asked the shipped
 * questions, once, and its answers are kept in the store under what the base is. Without them nothing is replayed, and the
 * gate cannot tell what a version forgot.
 */
public final class GeneralEvidence {
    private static final Logger LOG = LoggerFactory.getLogger(GeneralEvidence.class);

    private final ObjectStore store;
    private final BaseDirectories bases;
    private final LoadOptions options;
    private final ToIntFunction<BaseModel> threads;
    private final Path work;
    private final Set<String> prepared = ConcurrentHashMap.newKeySet();
    private final Map<String, String> states = new TreeMap<>();

    /**
     * @param threads of torch for a base
     * @param work local directory for answers of a synthesis that has not ended
     */
    public GeneralEvidence(
            ObjectStore store,
            BaseDirectories bases,
            LoadOptions options,
            ToIntFunction<BaseModel> threads,
            Path work) {
        this.store = store;
        this.bases = bases;
        this.options = options;
        this.threads = threads;
        this.work = work;
    }

    /** As {@link #ensure}, once; a base that cannot be loaded is left to the runs that need it, which say so. */
    public void prepare(String base, BooleanSupplier goesOn) {
        if (!prepared.add(base)) {
            return;
        }
        try {
            ensure(base, goesOn);
        } catch (BaseException | ModelException e) {
            tell(base, "could not be asked: " + e.getMessage());
            LOG.atDebug().addKeyValue("base", base).setCause(e).log("base could not be asked");
        } catch (CancellationException e) {
            prepared.remove(base);
            LOG.atInfo().addKeyValue("base", base).log("asking the base goes on another time");
        }
    }

    /**
     * Returns when the base has general text, its own answers if nothing else. One base is asked at a time.
     *
     * @param goesOn false leaves the rest for another time
     * @throws CancellationException if it was left
     */
    public void ensure(String base, BooleanSupplier goesOn) {
        if (!bases.hasGeneral(base)) {
            ask(base, goesOn);
        }
    }

    private synchronized void ask(String base, BooleanSupplier goesOn) {
        if (bases.hasGeneral(base)) {
            return; // by whoever was waited for
        }
        Path directory = bases.directory(base);
        String key = BaseDirectories.generalKey(directory);
        Path file = work.resolve(key.replace('/', '-'));
        try (BaseModel loaded = BaseModels.acquire(directory, options)) {
            Files.createDirectories(work);
            GeneralAnswerSynthesis synthesis =
                    new GeneralAnswerSynthesis(loaded, GeneralQuestions.shipped(), GeneralAnswerSynthesis.MADE_UP);
            tell(base, "answers general questions");
            LOG.atInfo()
                    .addKeyValue("base", base)
                    .log("the base brings no general.jsonl and is asked general questions");
            Optional<GeneralAnswerSynthesis.Outcome> outcome = TorchThreads.with(
                    threads.applyAsInt(loaded),
                    () -> synthesis.write(
                            file,
                            goesOn,
                            (done, of, kept) -> tell(base, "answers general questions: " + done + " of " + of)));
            GeneralAnswerSynthesis.Outcome ended =
                    outcome.orElseThrow(() -> new CancellationException("asking " + base + " was cut off"));
            var unused = store.putIfAbsent(key, Files.readAllBytes(file));
            Files.delete(file);
            tell(base, sentence(ended));
            LOG.atInfo().addKeyValue("base", base).log(sentence(ended));
        } catch (IOException e) {
            throw new UncheckedIOException(file + ": cannot be written", e);
        }
    }

    private static String sentence(GeneralAnswerSynthesis.Outcome ended) {
        String kept = "gave " + (ended.asked() + ended.replayed()) + " answers of its own to " + ended.questions()
                + " general questions: " + ended.asked() + " are asked of each version, " + ended.replayed()
                + " are replayed";
        return ended.enough()
                ? kept
                : kept + "; it takes " + GeneralAnswerSynthesis.LEAST_ASKED
                        + " to judge a version, so that versions wait for an operator: put a general.jsonl beside the"
                        + " weights";
    }

    private void tell(String base, String state) {
        synchronized (states) {
            states.put(base, state);
        }
    }

    /** What was done for each base that had no general text. */
    public Map<String, String> explain() {
        synchronized (states) {
            return new TreeMap<>(states);
        }
    }
}
