package dev.alluvium.embedded;

import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** A listener that wants a name and a password, and an authorizer that denies what nobody allowed. */
final class SecuredListener {
    private static final String ADMIN = "admin";

    private SecuredListener() {}

    /** The broker reaches itself as {@code admin}, the controller over a listener of its own that only it knows. */
    static Map<String, String> settings(Map<String, String> users) {
        return Map.of(
                "listener.security.protocol.map", "PLAINTEXT:SASL_PLAINTEXT,CONTROLLER:PLAINTEXT",
                "sasl.enabled.mechanisms", "PLAIN",
                "sasl.mechanism.inter.broker.protocol", "PLAIN",
                "listener.name.plaintext.plain.sasl.jaas.config", login(users),
                "authorizer.class.name", "org.apache.kafka.metadata.authorizer.StandardAuthorizer",
                "super.users", "User:" + ADMIN + ";User:ANONYMOUS");
    }

    private static String login(Map<String, String> users) {
        String all = new TreeMap<>(users)
                .entrySet().stream()
                        .map(user -> "user_" + quoted(user.getKey(), user.getValue()))
                        .collect(Collectors.joining(" "));
        return "org.apache.kafka.common.security.plain.PlainLoginModule required " + quoted("username", ADMIN) + " "
                + quoted("password", Objects.requireNonNull(users.get(ADMIN), ADMIN)) + " " + all + ";";
    }

    private static String quoted(String name, String value) {
        return name + "=\"" + value + "\"";
    }
}
