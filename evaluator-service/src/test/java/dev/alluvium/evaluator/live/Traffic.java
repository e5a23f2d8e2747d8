package dev.alluvium.evaluator.live;

import java.time.Duration;
import java.time.Instant;
import java.util.SplittableRandom;

/** Simulated users who ask and report, with all that makes real ones awkward: some ask a lot, and each has a taste of its own. */
final class Traffic {
    static final Instant START = Instant.parse("2026-11-20T08:00:00Z");

    private static final int MOST_USERS = 20_000;
    private static final int MOST_REQUESTS = 100_000;
    private static final String[] USERS = names("user-", MOST_USERS);
    private static final String[] REQUESTS = names("request-", MOST_REQUESTS);

    private final SplittableRandom random;
    private final boolean correlated;
    private final double share;
    private double gain;
    private FollowedTrial followed;
    private final double[] tastes;
    private int requests;
    private long seedOfSplit;
    private final long[] asked = new long[2];
    private final double[] liked = new double[2];

    /**
     * @param users whom the traffic comes from
     * @param correlated whether a user's answers resemble each other, and few users ask most
     * @param gain by which users like the challenger's answers better
     */
    Traffic(long seed, int users, boolean correlated, ExperimentPlan plan, double gain) {
        this.random = new SplittableRandom(seed);
        this.correlated = correlated;
        this.share = plan.share();
        this.gain = gain;
        this.followed = new LiveExperiment(plan);
        this.tastes = new double[users];
        for (int i = 0; i < users; i++) {
            tastes[i] = correlated ? (random.nextDouble() < 0.6 ? 0.95 : 0.1) : 0.6;
        }
    }

    static ExperimentPlan plan(double share, int minOutcomes) {
        return new ExperimentPlan(share, minOutcomes, Duration.ofHours(24), 0.05, false, GuardLimits.DEFAULT, START);
    }

    /** One request of some user, its answer and the user's report. */
    void one() {
        int user = user();
        Arm arm = arm(user);
        String request = REQUESTS[requests++];
        double chance = Math.min(1, tastes[user] + (arm == Arm.CHALLENGER ? gain : 0));
        boolean likes = random.nextDouble() < chance;
        asked[arm.ordinal()]++;
        liked[arm.ordinal()] += likes ? 1 : 0;
        double millis = 200 * Math.exp(random.nextDouble() - 0.5);
        followed.served(new ServedRequest(request, USERS[user], arm, false, false, millis, 20 + random.nextInt(20)));
        followed.reported(request, likes ? 1.0 : 0.0);
    }

    /** A few users ask half of everything, as they do. */
    private int user() {
        return correlated && random.nextBoolean()
                ? random.nextInt(Math.max(1, tastes.length / 20))
                : random.nextInt(tastes.length);
    }

    /** The same users from here on in a watch of the challenger, which they like so much better than the champion. */
    Traffic watched(LiveWatch watch, double now) {
        followed = watch;
        gain = now;
        return this;
    }

    private Arm arm(int user) {
        return followed instanceof LiveWatch
                        || new SplittableRandom(user * 0x9E3779B97F4A7C15L + tastes.length * 31L + seedOfSplit)
                                        .nextDouble()
                                < share
                ? Arm.CHALLENGER
                : Arm.CHAMPION;
    }

    /** Another split of the same users. */
    Traffic splitBy(long seed) {
        seedOfSplit = seed;
        return this;
    }

    Assessment look() {
        return followed.look(START.plusSeconds(60));
    }

    FollowedTrial followed() {
        return followed;
    }

    /** What a two-sample z-test over requests at 5 % says, looked at as if it were the only look. */
    boolean naivelySignificant() {
        double pooled = (liked[0] + liked[1]) / (asked[0] + asked[1]);
        double deviation = Math.sqrt(pooled * (1 - pooled) * (1.0 / asked[0] + 1.0 / asked[1]));
        return Math.abs(liked[1] / asked[1] - liked[0] / asked[0]) > 1.96 * deviation;
    }

    private static String[] names(String prefix, int count) {
        String[] names = new String[count];
        for (int i = 0; i < count; i++) {
            names[i] = prefix + i;
        }
        return names;
    }
}
