package dev.alluvium.runtime.trust;

import dev.alluvium.contracts.trust.Attestation;
import dev.alluvium.contracts.trust.Attestation.Statement;
import dev.alluvium.contracts.trust.Verifier;
import dev.alluvium.settings.TrustConfig;
import dev.alluvium.settings.TrustConfig.RegistryMessages;
import java.nio.file.Path;
import java.util.Map;
import java.util.function.Predicate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Which messages a reader believes on the topics that the registry signs.
 *
 * @param required whether what the registry did not sign is left out
 * @param valid whether the registry signed it
 */
public record MessageTrust(boolean required, Predicate<Attestation> valid) {
    private static final Logger LOG = LoggerFactory.getLogger(MessageTrust.class);

    /** Of a reader that has no keys and reads nothing that is signed. */
    public static final MessageTrust NOBODY = new MessageTrust(true, attestation -> false);

    /** Of a reader that only shows what is there. */
    public static final MessageTrust ANYBODY = new MessageTrust(false, attestation -> false);

    /**
     * As the configuration says; a decision to believe anybody is logged.
     *
     * @param stage the service's name
     * @throws IllegalArgumentException if signatures are wanted and the registry's public key is not there
     */
    public static MessageTrust of(TrustConfig trust, Path base, String stage) {
        Verifier verifier = KeyFiles.verifier(trust, base);
        if (trust.registryMessages() == RegistryMessages.ANY) {
            LOG.warn(
                    "{} believes whoever can write to Kafka what the registry decided: trust.registry-messages is any",
                    stage);
            return new MessageTrust(false, verifier::valid);
        }
        if (!verifier.knows(Statement.RECORDED)) {
            throw new IllegalArgumentException("trust.directory=" + base.resolve(trust.directory())
                    + ": has no registry.pub, by which " + stage
                    + " tells the registry's messages from forged ones; mount it there, or set trust.registry-messages: any"
                    + " to believe whoever can write to Kafka");
        }
        return new MessageTrust(true, verifier::valid);
    }

    /** Tells a decision to believe anybody. */
    public void tell(Map<String, Object> status) {
        if (!required) {
            status.put("registryMessages", "of anybody are believed: trust.registry-messages is any");
        }
    }
}
