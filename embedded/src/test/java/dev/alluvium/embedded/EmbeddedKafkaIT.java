package dev.alluvium.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.BindException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.common.errors.SaslAuthenticationException;
import org.apache.kafka.common.errors.TimeoutException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EmbeddedKafkaIT {
    private static final BrokerLogin LOGIN = new BrokerLogin("owner", "o".repeat(32));

    /** Kafka hangs up on a client without credentials, which goes on trying. */
    private static final Map<String, String> HASTY = Map.of(
            AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG,
            "1000",
            AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG,
            "1000");

    @TempDir
    Path directory;

    private ServerSocket taken;

    @BeforeEach
    void takePort() throws Exception {
        taken = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"));
    }

    @AfterEach
    void freePort() throws Exception {
        taken.close();
    }

    @Test
    void shouldTakeAnotherPortWhereAProgramWasFaster() throws Exception {
        // Given
        int free = unusedPort();
        Iterator<Integer> ports = List.of(taken.getLocalPort(), free).iterator();

        // When
        try (EmbeddedKafka broker = new EmbeddedKafka(directory, ports::next, List.of());
                Admin admin =
                        Admin.create(Map.of(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, broker.bootstrapServers()))) {
            // Then
            assertThat(broker.bootstrapServers()).isEqualTo("127.0.0.1:" + free);
            assertThat(admin.describeCluster().nodes().get())
                    .hasSize(1)
                    .allSatisfy(node -> assertThat(node.port()).isEqualTo(free));
        }
    }

    @Test
    void shouldFailOnAChosenPortThatIsTaken() {
        int port = taken.getLocalPort();

        assertThatThrownBy(() -> new EmbeddedKafka(directory, new BrokerAddress(port, 0, null)))
                .isInstanceOf(BindException.class)
                .hasMessageContaining("127.0.0.1:" + port + ": another program may use the port; stop it, or choose");
    }

    @Test
    void shouldNameTheListenersWhereOneForOtherMachinesIsTaken() {
        String address = "127.0.0.1:" + taken.getLocalPort();
        Listener further = new Listener(address, address);

        assertThatThrownBy(() -> new EmbeddedKafka(directory, new BrokerAddress(null, 0, further)))
                .hasMessageContaining(address)
                .hasMessageContaining("choose another port")
                .hasRootCauseInstanceOf(BindException.class);
    }

    @Test
    void shouldRememberTheChosenPort() throws Exception {
        // Given
        int free = unusedPort();

        // When
        try (EmbeddedKafka broker = new EmbeddedKafka(directory, new BrokerAddress(free, 0, null))) {
            assertThat(broker.movedFrom()).isEmpty();
        }

        // Then
        assertThat(started()).isEqualTo("127.0.0.1:" + free);
    }

    @Test
    void shouldTellWhereTheUsualPortIsTaken() throws Exception {
        BrokerAddress address = new BrokerAddress(null, taken.getLocalPort(), null);

        try (EmbeddedKafka broker = new EmbeddedKafka(directory, address)) {
            assertThat(broker.movedFrom()).contains(taken.getLocalPort());
            assertThat(broker.bootstrapServers()).doesNotEndWith(":" + taken.getLocalPort());
        }
    }

    @Test
    void shouldKeepItsPortUnlessAnotherProgramHasIt() throws Exception {
        // Given
        String first = started();

        // When
        String second = started();
        Files.writeString(directory.resolve("port"), Integer.toString(taken.getLocalPort()));
        String third = started();

        // Then
        assertThat(second).isEqualTo(first);
        assertThat(third).isNotEqualTo("127.0.0.1:" + taken.getLocalPort());
        assertThat(directory.resolve("port")).hasContent(third.substring(third.indexOf(':') + 1));
    }

    @Test
    void shouldLetNobodyInWithoutTheLoginOnAnyListener() throws Exception {
        // Given
        String further = "127.0.0.1:" + unusedPort();
        BrokerAddress address = new BrokerAddress(null, 0, new Listener(further, further));
        try (EmbeddedKafka broker = new EmbeddedKafka(directory, address)) {
            assertThat(topics(broker.bootstrapServers(), Map.of())).isEmpty();
        }

        // When
        try (EmbeddedKafka broker = new EmbeddedKafka(directory, address, LOGIN)) {
            // Then
            for (String listener : List.of(broker.bootstrapServers(), further)) {
                assertThat(topics(listener, LOGIN.clientProperties())).isEmpty();
                assertThatThrownBy(() -> topics(listener, HASTY)).hasCauseInstanceOf(TimeoutException.class);
                for (BrokerLogin other :
                        List.of(new BrokerLogin("owner", "f".repeat(32)), new BrokerLogin("guest", LOGIN.password()))) {
                    assertThatThrownBy(() -> topics(listener, other.clientProperties()))
                            .hasCauseInstanceOf(SaslAuthenticationException.class);
                }
            }
            assertThatThrownBy(() -> quorum(broker.controller(), HASTY)).hasCauseInstanceOf(TimeoutException.class);
            assertThat(quorum(broker.controller(), LOGIN.clientProperties())).isEqualTo(1);
        }
    }

    @Test
    void shouldTakeAnotherLoginAtTheNextStart() throws Exception {
        BrokerLogin next = new BrokerLogin("owner", "n".repeat(32));
        new EmbeddedKafka(directory, BrokerAddress.ANY, LOGIN).close();

        try (EmbeddedKafka broker = new EmbeddedKafka(directory, BrokerAddress.ANY, next)) {
            assertThat(topics(broker.bootstrapServers(), next.clientProperties()))
                    .isEmpty();
            assertThatThrownBy(() -> topics(broker.bootstrapServers(), LOGIN.clientProperties()))
                    .hasCauseInstanceOf(SaslAuthenticationException.class);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"short", "0123456789abcdef0123456789abcde\"", "0123456789abcdef0123456789abcde\n"})
    void shouldRefuseAPasswordThatIsNoneWithoutShowingIt(String password) {
        assertThatThrownBy(() -> new BrokerLogin("owner", password))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("password: must be 32 to 128 of")
                .hasMessageNotContaining(password);
        assertThat(LOGIN.toString()).doesNotContain(LOGIN.password());
    }

    private static Set<String> topics(String servers, Map<String, String> properties) throws Exception {
        try (Admin admin = admin(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, servers, properties)) {
            return admin.listTopics().names().get();
        }
    }

    private static int quorum(String controller, Map<String, String> properties) throws Exception {
        try (Admin admin = admin(AdminClientConfig.BOOTSTRAP_CONTROLLERS_CONFIG, controller, properties)) {
            return admin.describeMetadataQuorum().quorumInfo().get().leaderId();
        }
    }

    private static Admin admin(String servers, String address, Map<String, String> properties) {
        Map<String, Object> settings = new HashMap<>(properties);
        settings.put(servers, address);
        return Admin.create(settings);
    }

    private static int unusedPort() throws Exception {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
            return socket.getLocalPort();
        }
    }

    private String started() throws Exception {
        try (EmbeddedKafka broker = new EmbeddedKafka(directory)) {
            return broker.bootstrapServers();
        }
    }
}
