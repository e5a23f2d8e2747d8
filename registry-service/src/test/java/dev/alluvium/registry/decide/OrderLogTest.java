package dev.alluvium.registry.decide;

import static dev.alluvium.contracts.evaluation.EvaluationDecision.INCONCLUSIVE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.alluvium.contracts.registry.OrderId;
import dev.alluvium.contracts.registry.RegistryEvent;
import dev.alluvium.knowledge.registry.ModelState;
import dev.alluvium.knowledge.registry.RegistryState;
import dev.alluvium.registry.decide.RegistryCommand.Freeze;
import dev.alluvium.registry.decide.RegistryCommand.Ordered;
import dev.alluvium.registry.decide.RegistryCommand.Postpone;
import dev.alluvium.registry.decide.RegistryCommand.Reject;
import dev.alluvium.registry.decide.RegistryCommand.Rollback;
import java.util.Objects;
import org.junit.jupiter.api.Test;

class OrderLogTest {
    private final Registry registry = Registry.declared();
    private final OrderLog log = new OrderLog();

    @Test
    void shouldKnowFromTheLogAloneWhatAnOrderDid() {
        registry.promotedVersion("run-a", "r000001");
        registry.promotedVersion("run-b", "r000002");
        OrderOutcome first = order(new Rollback(Registry.MODEL, null, false, Registry.order("", "key-1", 2)));
        registry.resume();

        OrderOutcome replayed = replayed().outcome(Registry.MODEL, "key-1").orElseThrow();

        assertThat(replayed).isEqualTo(first);
        assertThat(replayed.done()).isTrue();
        assertThat(replayed.events()).hasSize(2);
        assertThat(replayed.after()).isEqualTo(new OrderOutcome.Standing(1, true, 4));
    }

    @Test
    void shouldTakeAnEventTwiceAsOne() {
        OrderOutcome first = order(new Freeze(Registry.MODEL, Registry.order("", "key-1", null)));

        OrderLog twice = replayed();
        replay(twice);

        assertThat(twice.outcome(Registry.MODEL, "key-1")).contains(first);
    }

    @Test
    void shouldRememberWhatChangedNothing() {
        OrderOutcome refused = order(new Rollback(Registry.MODEL, null, false, Registry.order("", "key-1", null)));
        order(new Freeze(Registry.MODEL, Registry.order("", "key-2", null)));
        OrderOutcome nothing = order(new Freeze(Registry.MODEL, Registry.order("", "key-3", null)));

        assertThat(refused.refused()).isNotNull();
        assertThat(log.outcome(Registry.MODEL, "key-1")).contains(refused);
        assertThat(nothing.note()).contains("frozen already");
        assertThat(log.outcome(Registry.MODEL, "key-3")).contains(nothing);
        assertThat(log.outcome("sales", "key-3")).isEmpty();
    }

    @Test
    void shouldSayWhatARejectionAndAPostponementDoToTheRecords() {
        registry.trained("run-a", 0, "r000001");
        registry.evaluated(PlayedVerdict.of("run-a", 0, INCONCLUSIVE).needingApproval());
        OrderOutcome postponed = order(new Postpone(Registry.MODEL, 1, Registry.order("", "key-1", null)));
        registry.trained("run-b", 0, "r000001", "r000002");
        registry.evaluated(PlayedVerdict.of("run-b", 0, INCONCLUSIVE).needingApproval());
        OrderOutcome rejected = order(new Reject(Registry.MODEL, 2, Registry.order("", "key-2", null)));

        assertThat(postponed.note()).contains("r000001 is ready, nothing is banned", "alluvium resume support");
        assertThat(rejected.note())
                .contains("r000001, r000002 are in quarantine", "refused-content", "alluvium requeue support r000001");
    }

    @Test
    void shouldTellTheOrderOfAnEventAndNothingOfOneWithoutAKey() {
        order(new Freeze(Registry.MODEL, Registry.order("", "a.b_c:d-1", null)));
        registry.resume();

        assertThat(OrderId.of(last(2))).contains(new OrderId("a.b_c:d-1", "c0"));
        assertThat(OrderId.of(last(1))).isEmpty();
        assertThatThrownBy(() -> new OrderId("a/b", "c0")).hasMessageContainingAll("'a/b'", "such as a UUID");
    }

    private OrderOutcome order(Ordered order) {
        ModelState before = registry.model();
        OrderId id = Objects.requireNonNull(order.order().id());
        OrderOutcome outcome = OrderOutcome.of(id, order, registry.handle(order), before);
        log.decided(Registry.MODEL, outcome);
        return outcome;
    }

    private OrderLog replayed() {
        OrderLog fresh = new OrderLog();
        replay(fresh);
        return fresh;
    }

    private void replay(OrderLog into) {
        RegistryState state = RegistryState.empty();
        for (RegistryEvent event : registry.log) {
            state = state.apply(event);
            into.replay(event, state.get(event.model()));
        }
    }

    private RegistryEvent last(int back) {
        return registry.log.get(registry.log.size() - back);
    }
}
