package dev.alluvium.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.BindException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EmbeddedKafkaIT {
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
        int free;
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
            free = socket.getLocalPort();
        }
        Iterator<Integer> ports = List.of(taken.getLocalPort(), free).iterator();

        // When
        try (EmbeddedKafka broker = new EmbeddedKafka(directory, ports::next, Map.of());
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
        int free;
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
            free = socket.getLocalPort();
        }

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

    private String started() throws Exception {
        try (EmbeddedKafka broker = new EmbeddedKafka(directory)) {
            return broker.bootstrapServers();
        }
    }
}
