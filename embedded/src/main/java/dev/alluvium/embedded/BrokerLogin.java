package dev.alluvium.embedded;

import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.apache.kafka.clients.CommonClientConfigs;
import org.apache.kafka.common.config.SaslConfigs;
import org.apache.kafka.common.security.auth.SecurityProtocol;
import org.apache.kafka.common.security.scram.ScramLoginModule;

/**
 * The one user of an embedded broker, who may do everything, and whose password each connection has to prove.
 *
 * <p>SCRAM and not PLAIN, for the password itself never goes over the connection: a program of another user that has taken the
 * broker's port while it was away learns nothing from clients that connect to it, and cannot pass for the broker.
 *
 * @param user their name
 * @param password secret
 */
public record BrokerLogin(String user, String password) {
    static final String MECHANISM = "SCRAM-SHA-512";

    /** Goes into a JAAS entry between quotes, and into a file of properties, as it is. */
    private static final Pattern PASSWORD = Pattern.compile("[A-Za-z0-9._~+/=-]{32,128}");

    private static final Pattern USER = Pattern.compile("[A-Za-z0-9._-]{1,64}");

    /** @throws IllegalArgumentException if the name or the password is none; what it says does not show the password */
    public BrokerLogin {
        if (!USER.matcher(user).matches()) {
            throw new IllegalArgumentException("user=" + user + ": must be 1 to 64 of A-Z a-z 0-9 . _ -");
        }
        if (!PASSWORD.matcher(password).matches()) {
            throw new IllegalArgumentException("password: must be 32 to 128 of A-Z a-z 0-9 . _ ~ + / = -, and has "
                    + password.length() + " characters; `openssl rand -hex 24` makes one");
        }
    }

    /** What a client needs beside the broker's address, as Kafka names it. */
    public Map<String, String> clientProperties() {
        Map<String, String> properties = new TreeMap<>();
        properties.put(CommonClientConfigs.SECURITY_PROTOCOL_CONFIG, SecurityProtocol.SASL_PLAINTEXT.name);
        properties.put(SaslConfigs.SASL_MECHANISM, MECHANISM);
        properties.put(SaslConfigs.SASL_JAAS_CONFIG, jaas() + ";");
        return properties;
    }

    /** A JAAS entry without its end, for the broker to add what it knows. */
    String jaas() {
        return ScramLoginModule.class.getName() + " required username=\"" + user + "\" password=\"" + password + "\"";
    }

    @Override
    public String toString() {
        return "BrokerLogin[user=" + user + "]";
    }
}
