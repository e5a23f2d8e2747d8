package dev.alluvium.serving.engine;

import dev.alluvium.model.LoadedAdapter;
import dev.alluvium.serving.state.VersionProof;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;

/** A loaded version with a count of its users. It is freed when the last user has gone. */
public final class LoadedVersion {
    private final VersionProof proof;
    private final Holding holding;
    private final AtomicInteger users = new AtomicInteger(1);

    /** Where it is held. */
    sealed interface Holding {
        /** In this process. */
        record Here(LoadedAdapter adapter) implements Holding {}

        /** By a server. */
        record Elsewhere(RemoteVersion remote) implements Holding {}
    }

    /** Loaded into this process by the caller, its first user. */
    public LoadedVersion(VersionProof proof, LoadedAdapter adapter) {
        this.proof = proof;
        this.holding = new Holding.Here(adapter);
    }

    /** Loaded into a server by the caller, its first user. */
    public LoadedVersion(VersionProof proof, RemoteVersion remote) {
        this.proof = proof;
        this.holding = new Holding.Elsewhere(remote);
    }

    public VersionProof proof() {
        return proof;
    }

    Holding holding() {
        return holding;
    }

    /** How its prompts are written. */
    PromptSettings prompting() {
        return holding instanceof Holding.Elsewhere elsewhere
                ? elsewhere.remote().prompting()
                : PromptSettings.of(adapter().base());
    }

    /** What this process answers with; {@link IllegalStateException} if a server does. */
    LoadedAdapter adapter() {
        if (holding instanceof Holding.Here here) {
            return here.adapter();
        }
        throw new IllegalStateException("version " + proof.version() + " is held by a server");
    }

    /** Whether a server holds it under a name of which {@code names} is true. */
    public boolean isElsewhere(Predicate<String> names) {
        return holding instanceof Holding.Elsewhere elsewhere
                && names.test(elsewhere.remote().name());
    }

    /** Adds a user, unless the version is already freed, or gone with its server. */
    public boolean tryRetain() {
        boolean present = !(holding instanceof Holding.Elsewhere elsewhere)
                || elsewhere.remote().present();
        return present && users.getAndUpdate(count -> count == 0 ? 0 : count + 1) > 0;
    }

    /** Takes a user away. */
    public void release() {
        if (users.decrementAndGet() > 0) {
            return;
        }
        if (holding instanceof Holding.Elsewhere elsewhere) {
            elsewhere.remote().close();
        } else {
            adapter().close();
        }
    }
}
