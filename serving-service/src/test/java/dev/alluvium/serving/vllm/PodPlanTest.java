package dev.alluvium.serving.vllm;

import static org.assertj.core.api.Assertions.assertThat;

import dev.alluvium.contracts.object.Digest;
import dev.alluvium.serving.state.VersionRefusal.Reason;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PodPlanTest {
    private static final PodPlan PLAN = new PodPlan("notes", 16);
    private static final ServedModels.Entry BASE = new ServedModels.Entry("base", "/models/base", "", 512);

    @Test
    void shouldLoadUnderANameThatCarriesVersionAndHashWhatIsNotThere() {
        PodStep step = PLAN.next(wanted(3), listing(), Set.of(), Set.of(), "k1");

        assertThat(step).isInstanceOfSatisfying(PodStep.Load.class, load -> {
            assertThat(load.name()).hasToString("notes@3-" + sha256(3).substring(0, 12) + "-k1");
            assertThat(load.path()).isEqualTo(wanted(3).path());
        });
    }

    @Test
    void shouldProveTheBaseUnderTheServersOwnNameForIt() {
        PodStep step = PLAN.next(WantedVersion.base("notes"), listing(), Set.of(), Set.of(), "k1");

        assertThat(step).isEqualTo(new PodStep.Prove("base"));
    }

    @Test
    void shouldProveWhatIsListedAlreadyThoughItsReplyWasLost() {
        ServedModels.Entry loaded = adapter(3, "k1");

        PodStep step = PLAN.next(wanted(3), listing(loaded), Set.of(), Set.of(), "k2");

        assertThat(step).isEqualTo(new PodStep.Prove(loaded.id()));
    }

    @Test
    void shouldNotTrustANameThatWasLoadedFromElsewhere() {
        ServedModels.Entry other = new ServedModels.Entry(adapter(3, "k1").id(), "/elsewhere", "base", 0);

        PodStep step = PLAN.next(wanted(3), listing(other), Set.of(), Set.of(), "k2");

        assertThat(step).isEqualTo(new PodStep.Unload(other.id()));
    }

    @Test
    void shouldUnloadANameThatFailedItsProofBeforeItLoadsUnderAnother() {
        ServedModels.Entry failed = adapter(3, "k1");

        PodStep first = PLAN.next(wanted(3), listing(failed), Set.of(), Set.of(failed.id()), "k2");
        PodStep second = PLAN.next(wanted(3), listing(), Set.of(), Set.of(failed.id()), "k2");

        assertThat(first).isEqualTo(new PodStep.Unload(failed.id()));
        assertThat(second)
                .isInstanceOfSatisfying(
                        PodStep.Load.class,
                        load -> assertThat(load.name().toString()).isNotEqualTo(failed.id()));
    }

    @Test
    void shouldLeaveAloneWhatIsHeldAndWhatIsAnothersModel() {
        ServedModels.Entry held = adapter(2, "k1");
        ServedModels.Entry foreign = new ServedModels.Entry("support@1-aaaaaaaaaaaa-k9", "/x", "base", 0);
        ServedModels.Entry handmade = new ServedModels.Entry("my-adapter", "/y", "base", 0);

        PodStep step = PLAN.next(wanted(3), listing(held, foreign, handmade), Set.of(held.id()), Set.of(), "k2");

        assertThat(step).isInstanceOf(PodStep.Load.class);
    }

    @Test
    void shouldRefuseARankThatTheServerDoesNotTakeAndSayWhatToDo() {
        WantedVersion big = new WantedVersion("notes", 3, sha256(3), 64, "/adapters/3");

        PodStep step = PLAN.next(big, listing(), Set.of(), Set.of(), "k1");

        assertThat(step).isInstanceOfSatisfying(PodStep.Refuse.class, refuse -> {
            assertThat(refuse.refusal().reason()).isEqualTo(Reason.RANK);
            assertThat(refuse.refusal().detail()).contains("64", "max-lora-rank=16", "--max-lora-rank 64");
        });
    }

    @Test
    void shouldRefuseAServerWithoutABase() {
        PodStep step = PLAN.next(wanted(3), new ServedModels(List.of()), Set.of(), Set.of(), "k1");

        assertThat(step).isInstanceOf(PodStep.Refuse.class);
    }

    /**
     * A server that loses replies, restarts and is left adapters by others, and a driver that wants one version after another:
     * whatever happens, no name is loaded twice, nothing held is unloaded, nothing of others is touched, and once the trouble ends
     * the wanted version is there and no leftover is.
     */
    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20})
    void shouldArriveWhateverTheServerDoes(long seed) {
        Random random = new Random(seed);
        Server server = new Server();
        Set<String> held = new HashSet<>();
        Set<String> shunned = new HashSet<>();
        for (int turn = 0; turn < 400; turn++) {
            boolean calm = turn >= 380;
            int version = calm ? 5 : 1 + random.nextInt(4);
            if (!calm) {
                server.trouble(random);
            }
            held.removeAll(PodPlan.missing(held, server.listing()));
            if (turn == 380) {
                held.clear();
            } else if (!calm && !held.isEmpty() && random.nextInt(3) == 0) {
                held.remove(held.iterator().next());
            }
            PodStep step = PLAN.next(wanted(version), server.listing(), held, shunned, "k" + turn);
            if (step instanceof PodStep.Unload unload) {
                assertThat(held).as("seed " + seed).doesNotContain(unload.name());
                server.unload(unload.name());
            } else if (step instanceof PodStep.Load load) {
                server.load(load, !calm && random.nextInt(4) == 0);
            } else if (step instanceof PodStep.Prove prove) {
                if (!calm && random.nextInt(4) == 0) {
                    shunned.add(prove.id());
                    held.remove(prove.id());
                } else {
                    held.add(prove.id());
                }
            }
        }
        assertThat(held).as("seed " + seed).anyMatch(name -> name.startsWith("notes@5-"));
        assertThat(server.ours()).as("seed " + seed).isSubsetOf(held);
        assertThat(server.listing().has("my-adapter")).isEqualTo(server.handmade);
    }

    private static final class Server {
        private final Map<String, String> adapters = new HashMap<>();
        private final Set<String> everLoaded = new HashSet<>();
        private boolean handmade;
        private int foreign;

        void trouble(Random random) {
            switch (random.nextInt(12)) {
                case 0 -> {
                    adapters.clear();
                    handmade = false;
                }
                case 1 -> handmade = true;
                case 2 -> {
                    int version = 1 + random.nextInt(4);
                    adapters.put(
                            adapter(version, "f" + foreign++).id(),
                            wanted(version).path());
                }
                default -> {}
            }
        }

        void load(PodStep.Load load, boolean fails) {
            assertThat(everLoaded.add(load.name().toString())).isTrue();
            if (!fails) {
                adapters.put(load.name().toString(), load.path());
            }
        }

        void unload(String name) {
            adapters.remove(name);
        }

        Set<String> ours() {
            return adapters.keySet();
        }

        ServedModels listing() {
            List<ServedModels.Entry> entries = new ArrayList<>(List.of(BASE));
            adapters.forEach((name, path) -> entries.add(new ServedModels.Entry(name, path, "base", 0)));
            if (handmade) {
                entries.add(new ServedModels.Entry("my-adapter", "/y", "base", 0));
            }
            return new ServedModels(entries);
        }
    }

    private static ServedModels listing(ServedModels.Entry... adapters) {
        List<ServedModels.Entry> entries = new ArrayList<>(List.of(BASE));
        entries.addAll(List.of(adapters));
        return new ServedModels(entries);
    }

    private static ServedModels.Entry adapter(int version, String stamp) {
        WantedVersion wanted = wanted(version);
        return new ServedModels.Entry(AdapterName.of(wanted, stamp).toString(), wanted.path(), "base", 0);
    }

    private static WantedVersion wanted(int version) {
        return new WantedVersion("notes", version, sha256(version), 16, "/adapters/" + sha256(version));
    }

    private static String sha256(int version) {
        return Digest.sha256(("adapter " + version).getBytes(StandardCharsets.UTF_8));
    }
}
