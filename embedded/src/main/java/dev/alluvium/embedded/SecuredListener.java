package dev.alluvium.embedded;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.apache.kafka.common.config.SaslConfigs;
import org.apache.kafka.common.config.internals.BrokerSecurityConfigs;

/** Listeners that want a name and a password. */
final class SecuredListener {
    private static final String ADMIN = "admin";

    private SecuredListener() {}

    /**
     * One user, who may do everything, on every listener: also on the controller's, which every user of the machine can find,
     * and which takes orders as the broker's do.
     */
    static Map<String, String> settings(BrokerLogin login) {
        Map<String, String> settings = new TreeMap<>();
        settings.put("listener.security.protocol.map", "PLAINTEXT:SASL_PLAINTEXT,CONTROLLER:SASL_PLAINTEXT");
        settings.put("sasl.enabled.mechanisms", BrokerLogin.MECHANISM);
        settings.put("sasl.mechanism.inter.broker.protocol", BrokerLogin.MECHANISM);
        settings.put("sasl.mechanism.controller.protocol", BrokerLogin.MECHANISM);
        String jaas = KnownUser.jaas(login);
        for (String listener : List.of("plaintext", "controller", "further")) {
            String prefix = "listener.name." + listener + "." + BrokerLogin.MECHANISM.toLowerCase(Locale.ROOT) + ".";
            settings.put(prefix + SaslConfigs.SASL_JAAS_CONFIG, jaas);
            settings.put(
                    prefix + BrokerSecurityConfigs.SASL_SERVER_CALLBACK_HANDLER_CLASS_CONFIG,
                    KnownUser.class.getName());
        }
        return settings;
    }

    /**
     * As many users, and an authorizer that denies what nobody allowed.
     *
     * <p>The broker reaches itself as {@code admin}, the controller over a listener of its own that only it knows.
     */
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
