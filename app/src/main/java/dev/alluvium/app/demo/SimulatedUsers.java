package dev.alluvium.app.demo;

import com.fasterxml.jackson.databind.JsonNode;
import dev.alluvium.cli.client.ChatClient;
import dev.alluvium.cli.client.ChatClient.Answer;
import dev.alluvium.cli.client.ExperimentFollower;
import dev.alluvium.cli.client.Terminal;
import dev.alluvium.contracts.record.Probe;
import dev.alluvium.knowledge.registry.ModelState;
import java.util.List;
import java.util.Optional;

/**
 * The users whom the demo makes up: each asks about one updated fact over the API and reports whether the answer is the
 * present value, until the experiment is over.
 */
final class SimulatedUsers {
    private static final int MOST = 400;
    private static final int LOOK_EVERY = 10;
    private static final int ANSWER_TOKENS = 24;

    private final DemoSession session;
    private final Terminal terminal;
    private Optional<JsonNode> lastSeen = Optional.empty();
    private int asked;

    SimulatedUsers(DemoSession session, Terminal terminal) {
        this.session = session;
        this.terminal = terminal;
    }

    /** Asks and reports; the model after the experiment, or as it is if {@value #MOST} users decided nothing. */
    ModelState use(String model, List<Probe> questions, int expected) {
        ChatClient answers = session.answers();
        ExperimentFollower watch = session.experiment();
        while (asked < MOST) {
            Probe probe = questions.get(asked % questions.size());
            Answer answer = answers.askAs("user-" + asked, model, probe.prompt(), ANSWER_TOKENS);
            answers.report(answer, DemoSession.same(answer.text(), probe.expect()) ? 1 : 0);
            asked++;
            terminal.progress("simulated users", asked, expected, "ask and report");
            if (asked % LOOK_EVERY == 0) {
                watch.assessment(model).ifPresent(seen -> lastSeen = Optional.of(seen));
                if (session.model().canary() == null) {
                    break;
                }
            }
        }
        return session.model();
    }

    /** How many asked. */
    int asked() {
        return asked;
    }

    /** What the experiment said last. */
    Optional<JsonNode> lastSeen() {
        return lastSeen;
    }
}
