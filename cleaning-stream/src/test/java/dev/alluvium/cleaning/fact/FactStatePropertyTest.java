package dev.alluvium.cleaning.fact;

import static org.assertj.core.api.Assertions.assertThat;

import dev.alluvium.cleaning.fact.FactOracle.Standing;
import dev.alluvium.contracts.json.Json;
import dev.alluvium.contracts.record.CleanRecord;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Random records, verdicts, rollbacks and second promotions on one fact, against the plain oracle. */
class FactStatePropertyTest {
    private static final int SEEDS = 500;
    private static final int EVENTS = 40;
    private static final int ANSWERS = 4;
    private static final int HOURS = 8;

    @Test
    void shouldAgreeWithTheOracleOnEveryOutcome() {
        for (int seed = 0; seed < SEEDS; seed++) {
            new World(seed).run();
        }
    }

    @Test
    void shouldBeChangedByNoLieThatIsRefused() {
        for (int seed = 0; seed < SEEDS; seed++) {
            Random random = new Random(seed);
            List<String> answers = new ArrayList<>();
            List<Integer> hours = new ArrayList<>();
            for (int i = 0; i < 10; i++) {
                int hour = random.nextInt(HOURS);
                answers.add(random.nextInt(3) == 0 ? "lie " + random.nextInt(2) : "truth of hour " + hour);
                hours.add(hour);
            }

            assertThat(liveAnswer(answers, hours, true))
                    .as("seed %s", seed)
                    .isEqualTo(liveAnswer(answers, hours, false));
        }
    }

    /** What holds after the lies, if they are sent at all, were refused and everything else went live. */
    private static Set<String> liveAnswer(List<String> answers, List<Integer> hours, boolean lies) {
        FactFixture fact = new FactFixture();
        Map<String, Candidate> clean = new LinkedHashMap<>();
        for (int i = 0; i < answers.size(); i++) {
            if (lies || !answers.get(i).startsWith("lie")) {
                note(clean, fact.apply(fact.says(answers.get(i), hours.get(i))));
            }
        }
        int round = 0;
        for (String prefix : List.of("lie", "truth")) {
            while (clean.values().stream().anyMatch(each -> output(each).startsWith(prefix))) {
                Candidate[] records = clean.values().stream()
                        .filter(each -> output(each).startsWith(prefix))
                        .toArray(Candidate[]::new);
                Arrays.stream(records).forEach(each -> clean.remove(each.clean().recordId()));
                String name = "r" + round++;
                note(
                        clean,
                        fact.apply(
                                prefix.equals("lie") ? fact.refused(name, 1, records) : fact.live(name, 1, records)));
            }
        }
        assertThat(fact.state.held()).isEmpty();
        Set<String> live = new HashSet<>();
        NewestRevision.of(fact.state.live()).wordings().forEach(each -> live.add(each.at() + each.contentHash()));
        return live;
    }

    private static String output(Candidate candidate) {
        return String.valueOf(candidate.clean().record().output());
    }

    private static void note(Map<String, Candidate> clean, List<CandidateOutcome> outcomes) {
        for (CandidateOutcome outcome : outcomes) {
            if (outcome instanceof CandidateOutcome.Clean accepted) {
                clean.put(accepted.candidate().clean().recordId(), accepted.candidate());
            }
        }
    }

    private static final class World {
        private final int seed;
        private final Random random;
        private final FactFixture fact = new FactFixture();
        private final FactOracle oracle = new FactOracle();
        private final Map<Long, String> outcomes = new HashMap<>();
        private final List<Candidate> undecided = new ArrayList<>();
        private final Map<String, Candidate[]> rounds = new LinkedHashMap<>();
        private final Map<String, Boolean> isLive = new HashMap<>();
        private long generation;

        World(int seed) {
            this.seed = seed;
            this.random = new Random(seed);
        }

        void run() {
            for (int i = 0; i < EVENTS; i++) {
                step();
                check();
            }
            while (!undecided.isEmpty()) {
                decideNew(random.nextBoolean());
                check();
            }
            assertThat(fact.state.held()).as("seed %s", seed).isEmpty();
            assertThat(outcomes).as("seed %s", seed).isEqualTo(oracle.outcomes);
        }

        private void step() {
            int choice = random.nextInt(10);
            if (choice < 6) {
                Candidate candidate = fact.says("answer " + random.nextInt(ANSWERS), random.nextInt(HOURS));
                oracle.offer(candidate.clean());
                apply(candidate);
            } else if (choice < 8 || rounds.isEmpty()) {
                decideNew(random.nextInt(3) > 0);
            } else {
                List<String> names = List.copyOf(rounds.keySet());
                String again = names.get(random.nextInt(names.size()));
                decide(again, !Boolean.TRUE.equals(isLive.get(again)));
            }
        }

        private void decideNew(boolean live) {
            if (!undecided.isEmpty()) {
                int size = 1 + random.nextInt(undecided.size());
                String name = "r" + rounds.size();
                rounds.put(name, undecided.subList(0, size).toArray(Candidate[]::new));
                undecided.subList(0, size).clear();
                decide(name, live);
            }
        }

        private void decide(String round, boolean live) {
            Candidate[] records = rounds.getOrDefault(round, new Candidate[0]);
            isLive.put(round, live);
            generation++;
            oracle.decide(clean(records), live);
            apply(live ? fact.live(round, generation, records) : fact.refused(round, generation, records));
            if (random.nextInt(4) == 0) {
                FactDecision older = fact.refused(round, generation - 1, records);
                assertThat(fact.apply(older)).as("seed %s", seed).isEmpty();
            }
        }

        private static List<CleanRecord> clean(Candidate[] records) {
            return Arrays.stream(records).map(Candidate::clean).toList();
        }

        private void apply(FactEvent event) {
            fact.state = Json.read(Json.bytes(fact.state), FactState.class);
            for (CandidateOutcome outcome : fact.apply(event)) {
                if (outcome instanceof CandidateOutcome.Clean accepted) {
                    note(accepted.candidate(), "clean");
                    undecided.add(accepted.candidate());
                } else if (outcome instanceof CandidateOutcome.Rejected rejected) {
                    note(rejected.candidate(), "rejected");
                }
            }
        }

        private void note(Candidate candidate, String outcome) {
            assertThat(outcomes.put(candidate.position().offset(), outcome))
                    .as("seed %s: second outcome of %s", seed, candidate.position())
                    .isNull();
        }

        private void check() {
            assertThat(outcomes).as("seed %s", seed).isEqualTo(oracle.outcomes);
            NewestRevision live = NewestRevision.of(fact.state.live());
            assertThat(live.at() == null ? java.time.Instant.MIN : live.at())
                    .as("seed %s", seed)
                    .isEqualTo(oracle.newest(Standing.LIVE));
        }
    }
}
