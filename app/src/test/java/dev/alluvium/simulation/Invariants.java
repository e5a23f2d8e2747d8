package dev.alluvium.simulation;

import dev.alluvium.contracts.dataset.DatasetReady;
import dev.alluvium.contracts.dataset.RoundManifest;
import dev.alluvium.contracts.dataset.RoundRecord;
import dev.alluvium.contracts.object.Digest;
import dev.alluvium.contracts.object.ObjectKeys;
import dev.alluvium.contracts.record.RawPosition;
import dev.alluvium.contracts.record.ReasonCode;
import dev.alluvium.contracts.record.RejectedRecord;
import dev.alluvium.contracts.registry.RegistryEvent;
import dev.alluvium.contracts.registry.RegistryEvent.VersionPromoted;
import dev.alluvium.contracts.registry.RegistryEvent.VersionTrained;
import dev.alluvium.contracts.trust.Attestation.Statement;
import dev.alluvium.knowledge.registry.ModelState;
import dev.alluvium.knowledge.registry.RegistryState;
import dev.alluvium.knowledge.registry.RoundState;
import dev.alluvium.knowledge.registry.VersionState;
import dev.alluvium.serving.state.VersionProof;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/** What must hold after every step. */
final class Invariants {
    private final World world;
    private final Outcomes outcomes = new Outcomes();
    private final Repeats repeats = new Repeats();
    private final Set<String> everLive = new HashSet<>();
    private final Set<String> everRefused = new HashSet<>();
    private final Map<String, String> announced = new HashMap<>();
    private RegistryState folded = RegistryState.empty();

    Invariants(World world) {
        this.world = world;
        world.log().observe(this::appended);
    }

    Outcomes outcomes() {
        return outcomes;
    }

    RegistryState folded() {
        return folded;
    }

    /** The registry that leads knows what its log says, and nothing else. */
    void check(RegistryActor registry) {
        Violation.unless(
                !registry.leads() || registry.state().equals(folded),
                "%s is not the fold of its log: %s but %s",
                registry.name(),
                registry.state(),
                folded);
    }

    /** Nothing answers users that was not trained, evaluated and admitted. */
    void check(ReplicaActor replica) {
        VersionProof live = replica.live();
        if (live == null || live.version() == 0) {
            return;
        }
        VersionState version = folded.get(World.MODEL).version(live.version()).orElse(null);
        Violation.unless(
                version != null && attested(version, live.sha256()),
                "%s answers with version %s, which nobody attested",
                replica.name(),
                live.version());
    }

    private void appended(Partition partition, Object value) {
        outcomes.accept(partition, value);
        repeats.accept(value);
        if (value instanceof RegistryEvent event) {
            fold(event);
        } else if (value instanceof RejectedRecord rejected) {
            justified(rejected);
        } else if (value instanceof DatasetReady ready) {
            String sha256 = ready.manifest().sha256();
            Violation.unless(
                    sha256.equals(announced.computeIfAbsent(ready.round(), round -> sha256)),
                    "two different rounds were announced as %s",
                    ready.round());
            Violation.unless(
                    world.store()
                            .get(ObjectKeys.roundManifest(World.MODEL, ready.round()))
                            .filter(object -> Digest.sha256(object.bytes()).equals(sha256))
                            .isPresent(),
                    "the manifest of %s is not the one that was announced",
                    ready.round());
            repeats.check(ready.round(), world.content(ready.round()).records());
        }
    }

    private void fold(RegistryEvent event) {
        if (event.change() instanceof VersionPromoted promoted) {
            ModelState model = folded.get(World.MODEL);
            Violation.unless(
                    model.get(promoted.version()).parent() == model.champion(),
                    "version %s was promoted over champion %s",
                    promoted.version(),
                    model.champion());
        }
        if (event.change() instanceof VersionTrained trained) {
            Violation.unless(
                    folded.get(World.MODEL).versions().values().stream()
                            .noneMatch(version -> trained.adapter().equals(version.adapter())),
                    "the adapter of %s has two numbers",
                    trained.run());
        }
        folded = folded.apply(event);
        if (event.change() instanceof VersionTrained trained) {
            world.lessons().check(folded.get(World.MODEL), trained.version());
        }
        liveRounds();
    }

    private void liveRounds() {
        Set<String> ids = new HashSet<>();
        Set<RawPosition> positions = new HashSet<>();
        for (RoundState round : folded.get(World.MODEL).rounds().values()) {
            if (round.stage() == RoundState.Stage.LIVE) {
                RoundManifest manifest = world.manifest(round.round()).orElseThrow();
                for (RoundRecord record : manifest.records()) {
                    ids.add(record.recordId());
                    Violation.unless(positions.add(record.position()), "%s is in two live rounds", record.position());
                }
                truthful(round.round());
                everLive.addAll(ids);
            } else if (round.stage() != RoundState.Stage.READY && round.generation() > 0) {
                everRefused.add(round.round());
            }
        }
    }

    private void truthful(String round) {
        Violation.unless(
                world.content(round).records().stream().noneMatch(record -> Pusher.lie(record.record())),
                "the live round %s holds a lie",
                round);
    }

    /** A record is stale or a duplicate only because of one that was live, never because of a refused one. */
    private void justified(RejectedRecord rejected) {
        String because = rejected.because();
        if (because == null || because.startsWith("erased-through")) {
            return;
        }
        boolean named = rejected.reason() == ReasonCode.REFUSED_CONTENT
                ? everRefused.contains(because)
                : everLive.contains(because);
        Violation.unless(
                named,
                "%s was rejected as %s because of %s, which was never so",
                rejected.position(),
                rejected.reason(),
                because);
    }

    private static boolean attested(VersionState version, String sha256) {
        Seals seals = new Seals();
        Set<Statement> missing = EnumSet.of(Statement.TRAINED, Statement.EVALUATED, Statement.ADMITTED);
        version.attestations().stream()
                .filter(one -> seals.valid(one) && one.subject().equals(sha256))
                .forEach(one -> missing.remove(one.statement()));
        return missing.isEmpty()
                && Objects.requireNonNull(version.adapter()).sha256().equals(sha256);
    }
}
