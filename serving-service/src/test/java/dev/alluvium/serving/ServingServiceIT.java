package dev.alluvium.serving;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.alluvium.contracts.json.Json;
import dev.alluvium.contracts.serving.DeployedVersion;
import dev.alluvium.contracts.serving.ServingObserved;
import dev.alluvium.contracts.trust.Attestation.Statement;
import dev.alluvium.embedded.EmbeddedKafka;
import dev.alluvium.embedded.EmbeddedS3;
import dev.alluvium.runtime.trust.KeyFiles;
import dev.alluvium.serving.testing.Installation;
import dev.alluvium.serving.testing.TaughtModel;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;
import org.junit.jupiter.api.io.TempDir;

class ServingServiceIT {
    @TempDir
    static Path directory;

    private static EmbeddedKafka broker;
    private static EmbeddedS3 s3;

    private Installation installation;

    @BeforeAll
    static void startBrokerAndStore() throws IOException {
        broker = new EmbeddedKafka(directory.resolve("kafka"));
        s3 = new EmbeddedS3(directory.resolve("s3"));
        KeyFiles.ensure(directory.resolve("keys"));
    }

    @AfterAll
    static void stopBrokerAndStore() {
        broker.close();
        s3.close();
    }

    @BeforeEach
    void install(TestInfo test) {
        String prefix = test.getTestMethod().orElseThrow().getName() + ".";
        installation = new Installation(directory, prefix, broker.bootstrapServers(), s3, Duration.ofSeconds(30));
    }

    @AfterEach
    void uninstall() {
        installation.close();
    }

    @Test
    void shouldProveEachVersionAndRollBack() throws Exception {
        // Given a replica that waits for the registry, then serves the base and two promotions
        installation.start();
        assertThat(installation.service().health().ready()).isFalse();
        assertThat(installation.ask().statusCode()).isEqualTo(503);
        installation.promote(DeployedVersion.base());
        assertThat(answer(installation.ask())).isEqualTo(TaughtModel.answer(0));
        assertThat(installation.service().health().ready()).isTrue();
        installation.promote(installation.version(1));
        installation.promote(installation.version(2));
        assertThat(answer(installation.ask())).isEqualTo(TaughtModel.answer(2));

        // When the registry rolls back
        installation.promote(installation.version(1));

        // Then the replica has proved it, and answers so
        ServingObserved proof = installation.observed();
        assertThat(proof.version()).isEqualTo(1);
        assertThat(proof.generation()).isEqualTo(4);
        assertThat(proof.sha256()).isEqualTo(installation.version(1).adapter().sha256());
        HttpResponse<String> response = installation.ask();
        assertThat(answer(response)).isEqualTo(TaughtModel.answer(1));
        assertThat(response.headers().firstValue("x-alluvium-generation")).hasValue("4");
    }

    @Test
    void shouldGoOnWithTheOldVersionAndSayWhyWhenAnAttestationIsMissing() throws Exception {
        installation.start();
        installation.promote(installation.version(1));

        installation.publish(installation.version(2, Statement.TRAINED, Statement.EVALUATED));

        installation.await(() -> installation.status().contains("refusing"));
        assertThat(installation.status()).contains("UNATTESTED", "ADMITTED");
        assertThat(answer(installation.ask())).isEqualTo(TaughtModel.answer(1));
        assertThat(installation.observed().version()).isEqualTo(1);
    }

    @Test
    void shouldBelieveNobodyButTheRegistryWhatToServe() throws Exception {
        // Given
        installation.start();
        installation.promote(installation.version(1));

        // When
        installation.forge(DeployedVersion.base(), 1, Long.MAX_VALUE);
        installation.forge(DeployedVersion.base(), Long.MAX_VALUE, Long.MAX_VALUE);

        // Then
        installation.await(() -> installation.status().contains("it withdraws what the registry wrote"));
        assertThat(installation.status()).contains("not signed by the registry", "none of the registry's");
        assertThat(answer(installation.ask())).isEqualTo(TaughtModel.answer(1));
        installation.promote(installation.version(2));
        assertThat(answer(installation.ask())).isEqualTo(TaughtModel.answer(2));
    }

    @Test
    void shouldRefuseAnAdapterThatWasChangedInTheStore() throws Exception {
        installation.start();
        installation.promote(installation.version(1));

        installation.publish(installation.tampered(2));

        installation.await(() -> installation.status().contains("WRONG_DIGEST"));
        assertThat(answer(installation.ask())).isEqualTo(TaughtModel.answer(1));
    }

    @Test
    void shouldTakeItsProofBackWhenItDrains() throws Exception {
        installation.start();
        installation.promote(installation.version(1));

        installation.service().close();

        installation.await(installation::withdrawn);
    }

    @Test
    void shouldCountWhatItDeclares() throws Exception {
        installation.start();
        installation.promote(installation.version(1));
        installation.report();
        installation.shadow(installation.version(1), installation.version(2));

        installation.await(() -> asked().contains("alluvium_serving_shadows_total"));
        String scrape = installation.scrape();

        List<String> families = Arrays.stream(ServingMeters.values())
                .filter(meter ->
                        !meter.meterName().startsWith("alluvium.serving.pod.") && meter != ServingMeters.SHADOWS)
                .flatMap(meter -> Stream.of(meter.meterName().replace('.', '_')))
                .toList();
        assertThat(families).allSatisfy(family -> assertThat(scrape).contains("# TYPE " + family));
    }

    @Test
    void shouldStopBeingReadyWhenItCannotReadWhatIsDesiredForLongerThanItsLease() throws Exception {
        try (EmbeddedKafka ownBroker = new EmbeddedKafka(directory.resolve("own-kafka"));
                Installation own = new Installation(
                        directory, "lease.", ownBroker.bootstrapServers(), s3, Duration.ofSeconds(3))) {
            own.start();
            own.promote(own.version(1));

            ownBroker.close();

            own.await(() -> !own.service().health().ready());
            assertThat(own.ask().statusCode()).isEqualTo(503);
        }
    }

    /** What is counted after one more question. */
    private String asked() {
        try {
            installation.ask();
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
        return installation.scrape();
    }

    private static String answer(HttpResponse<String> response) throws IOException {
        JsonNode json = Json.mapper().readTree(response.body());
        return json.at("/choices/0/message/content").asText();
    }
}
