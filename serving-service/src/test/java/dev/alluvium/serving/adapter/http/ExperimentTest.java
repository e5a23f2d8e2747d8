package dev.alluvium.serving.adapter.http;

import static dev.alluvium.serving.testing.Rig.READER;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.alluvium.contracts.json.Json;
import dev.alluvium.contracts.serving.ServingOutcome;
import dev.alluvium.contracts.trust.Attestation.Statement;
import dev.alluvium.serving.state.TrafficSplit;
import dev.alluvium.serving.testing.Rig;
import dev.alluvium.serving.testing.TaughtModel;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ExperimentTest {
    private static final int USERS = 12;

    @TempDir
    Path directory;

    private Rig rig;

    @BeforeEach
    void open() {
        rig = new Rig(directory, 2, 8);
        rig.desire(rig.version(0));
    }

    @AfterEach
    void close() {
        rig.close();
    }

    @Test
    void shouldGiveEachUserTheSameArmAndSayWhich() throws Exception {
        rig.tryOut(rig.version(0), rig.version(1), 0.5);

        for (int user = 0; user < USERS; user++) {
            int expected = TrafficSplit.toChallenger("trial", "user-" + user, 0.5) ? 1 : 0;
            for (int again = 0; again < 2; again++) {
                HttpResponse<String> response = ask("user-" + user);
                assertThat(version(response)).isEqualTo(expected);
                assertThat(response.headers().firstValue("x-alluvium-experiment"))
                        .contains("trial");
                assertThat(answer(response)).isEqualTo(TaughtModel.answer(expected));
            }
        }
    }

    @Test
    void shouldTellTheExperimentHowEachRequestWasAnsweredWithoutNamingTheUser() throws Exception {
        rig.tryOut(rig.version(0), rig.version(1), 0.5);

        for (int user = 0; user < USERS; user++) {
            String id = Json.mapper()
                    .readTree(ask("user-" + user).body())
                    .path("id")
                    .asText();
            ServingOutcome told = rig.served.get(rig.served.size() - 1);
            assertThat(told.request()).isEqualTo(id);
            assertThat(Objects.requireNonNull(told.served()).experiment()).isEqualTo("trial");
            assertThat(told.served().tokens()).isPositive();
            assertThat(told.served().failed()).isFalse();
            assertThat(told.toString()).doesNotContain("user-");
        }
        Set<String> units = rig.served.stream()
                .map(outcome -> Objects.requireNonNull(outcome.served()).unit())
                .collect(Collectors.toSet());
        assertThat(units).hasSize(USERS);
    }

    @Test
    void shouldMoveNobodyBackWhenTheShareGrows() throws Exception {
        rig.tryOut(rig.version(0), rig.version(1), 0.2);
        Set<Integer> before = challenged();

        rig.tryOut(rig.version(0), rig.version(1), 0.5);

        assertThat(challenged()).containsAll(before);
    }

    @Test
    void shouldAnswerEverybodyWithTheChampionOnceTheExperimentIsOver() throws Exception {
        rig.tryOut(rig.version(0), rig.version(1), 0.5);
        rig.desire(rig.version(1));

        HttpResponse<String> response = ask("user-0");

        assertThat(version(response)).isEqualTo(1);
        assertThat(response.headers().firstValue("x-alluvium-experiment")).isEmpty();
        assertThat(challenged()).hasSize(USERS);
    }

    @Test
    void shouldTakeNoPartWithAChallengerThatIsNotAdmitted() throws Exception {
        rig.tryOut(rig.version(0), rig.version(1, Statement.TRAINED, Statement.EVALUATED), 0.5);

        assertThat(challenged()).isEmpty();
        assertThat(rig.served).isEmpty();
        assertThat(Objects.requireNonNull(rig.host.challengerRefusal()).detail())
                .contains("ADMITTED");
    }

    @Test
    void shouldReportTheAnswersOfAWatchedChampionUntilTheWatchIsOver() throws Exception {
        rig.watch(rig.version(1), "watch");

        HttpResponse<String> watched = ask("user-0");
        rig.desire(rig.version(1));
        HttpResponse<String> after = ask("user-0");

        assertThat(watched.headers().firstValue("x-alluvium-experiment")).contains("watch");
        assertThat(after.headers().firstValue("x-alluvium-experiment")).isEmpty();
        assertThat(rig.served).singleElement().satisfies(told -> {
            assertThat(told.version()).isEqualTo(1);
            assertThat(Objects.requireNonNull(told.served()).experiment()).isEqualTo("watch");
        });
    }

    private Set<Integer> challenged() throws Exception {
        Set<Integer> users = new HashSet<>();
        for (int user = 0; user < USERS; user++) {
            if (version(ask("user-" + user)) == 1) {
                users.add(user);
            }
        }
        return users;
    }

    private HttpResponse<String> ask(String user) throws Exception {
        String body = "{'model':'notes','user':'" + user + "','messages':[{'role':'user','content':'"
                + TaughtModel.QUESTION + "'}]}";
        HttpResponse<String> response =
                rig.client().send(rig.post(READER, "/v1/chat/completions", body), BodyHandlers.ofString());
        assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
        return response;
    }

    private static int version(HttpResponse<String> response) {
        return Integer.parseInt(
                response.headers().firstValue("x-alluvium-version").orElseThrow());
    }

    private static String answer(HttpResponse<String> response) throws Exception {
        JsonNode json = Json.mapper().readTree(response.body());
        return json.at("/choices/0/message/content").asText();
    }
}
