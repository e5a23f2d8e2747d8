package dev.alluvium.serving.engine;

import dev.alluvium.serving.state.LiveVersion;
import java.time.Clock;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.BooleanSupplier;
import java.util.function.IntSupplier;

/**
 * The replicas of one model that answer through this process: the process itself, or the servers that it drives. Each
 * swaps and proves by itself; a request goes to the least busy of those that serve the newest decision.
 */
public final class Fleet {
    private final List<Member> members = new CopyOnWriteArrayList<>();
    private final Clock clock;

    /**
     * One replica.
     *
     * @param name empty for this process
     * @param up whether it can be asked, as far as is known
     * @param busy answers that it makes now
     */
    public record Member(String name, ModelHost host, BooleanSupplier up, IntSupplier busy) {
        /** This process. */
        public static Member here(ModelHost host) {
            return new Member("", host, () -> true, () -> 0);
        }

        long generation() {
            LiveVersion live = host.view().state().live();
            return live == null ? -1 : live.generation();
        }
    }

    public Fleet(Clock clock, List<Member> members) {
        this.clock = clock;
        this.members.addAll(members);
    }

    /** This process alone. */
    public static Fleet here(Clock clock, ModelHost host) {
        return new Fleet(clock, List.of(Member.here(host)));
    }

    /** A replica more. */
    public void add(Member member) {
        members.add(member);
    }

    /** A replica less; the caller closes it. */
    public void remove(Member member) {
        members.remove(member);
    }

    public List<Member> members() {
        return members;
    }

    /** The replica that would be asked now; empty while none answers. */
    public Optional<Member> ready() {
        if (members.size() == 1) {
            return members.stream().filter(this::answers).findFirst();
        }
        return members.stream()
                .filter(this::answers)
                .max(Comparator.comparingLong(Member::generation)
                        .thenComparingInt(member -> -member.busy().getAsInt()));
    }

    /** Whether users are sent there. */
    public boolean answers(Member member) {
        return member.up().getAsBoolean() && member.host().view().ready(clock.instant());
    }

    /** As {@link ModelHost#acquire}. */
    Optional<ActiveVersion> acquire(String unit) {
        return ready().flatMap(member -> member.host().acquire(unit));
    }

    /** As {@link ModelHost#shadow}. */
    Optional<ActiveVersion> shadow(String experiment) {
        return ready().flatMap(member -> member.host().shadow(experiment));
    }

    /** Where a version by number is asked for: one that answers, else any. */
    Optional<ModelHost> any() {
        return ready().or(() -> members.stream().findFirst()).map(Member::host);
    }
}
