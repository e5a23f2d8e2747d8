package dev.alluvium.embedded;

import java.security.NoSuchAlgorithmException;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import javax.security.auth.callback.Callback;
import javax.security.auth.callback.NameCallback;
import javax.security.auth.callback.UnsupportedCallbackException;
import javax.security.auth.login.AppConfigurationEntry;
import org.apache.kafka.common.security.auth.AuthenticateCallbackHandler;
import org.apache.kafka.common.security.scram.ScramCredential;
import org.apache.kafka.common.security.scram.ScramCredentialCallback;
import org.apache.kafka.common.security.scram.internals.ScramCredentialUtils;
import org.apache.kafka.common.security.scram.internals.ScramFormatter;
import org.apache.kafka.common.security.scram.internals.ScramMechanism;
import org.jspecify.annotations.Nullable;

/**
 * Tells the broker its one user's SCRAM credential, which its listener's JAAS entry holds.
 *
 * <p>Kafka's own handler reads credentials from the cluster's metadata, where an installation of a version without credentials
 * has none, and nobody could connect to write them.
 */
public final class KnownUser implements AuthenticateCallbackHandler {
    private static final String CREDENTIAL = "user_";
    private static final ScramMechanism MECHANISM =
            Objects.requireNonNull(ScramMechanism.forMechanismName(BrokerLogin.MECHANISM));

    private Map<String, ?> options = Map.of();

    /** The JAAS entry of a broker's listener: its own login as a client of itself, and the credential of the same user. */
    static String jaas(BrokerLogin login) {
        ScramCredential credential;
        try {
            credential = new ScramFormatter(MECHANISM).generateCredential(login.password(), MECHANISM.minIterations());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("this Java has no " + BrokerLogin.MECHANISM, e);
        }
        return login.jaas() + " " + CREDENTIAL + login.user() + "=\""
                + ScramCredentialUtils.credentialToString(credential) + "\";";
    }

    @Override
    public void configure(Map<String, ?> configs, String mechanism, List<AppConfigurationEntry> entries) {
        options = entries.get(0).getOptions();
    }

    @Override
    public void handle(Callback[] callbacks) throws UnsupportedCallbackException {
        String name = "";
        for (Callback callback : callbacks) {
            if (callback instanceof NameCallback asked) {
                name = asked.getDefaultName();
            } else if (callback instanceof ScramCredentialCallback wanted) {
                wanted.scramCredential(credential(name));
            } else {
                throw new UnsupportedCallbackException(callback);
            }
        }
    }

    /** Null for an unknown user, whom the server then refuses. */
    private @Nullable ScramCredential credential(String name) {
        Object known = options.get(CREDENTIAL + name);
        return known == null ? null : ScramCredentialUtils.credentialFromString(known.toString());
    }

    @Override
    public void close() {}
}
