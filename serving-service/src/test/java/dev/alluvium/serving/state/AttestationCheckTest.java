package dev.alluvium.serving.state;

import static dev.alluvium.serving.state.TestVersions.MODEL;
import static dev.alluvium.serving.state.TestVersions.version;
import static org.assertj.core.api.Assertions.assertThat;

import dev.alluvium.contracts.serving.DeployedVersion;
import dev.alluvium.contracts.trust.Attestation.Statement;
import dev.alluvium.contracts.trust.Verifier;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class AttestationCheckTest {
    private final AttestationCheck admission = new AttestationCheck(TestVersions.verifier());

    @Test
    void shouldLetUsersAskTheBase() {
        assertThat(admission.forUsers(MODEL, DeployedVersion.base())).isEmpty();
    }

    @Test
    void shouldLetUsersAskWhatCarriesAllThreeAttestations() {
        assertThat(admission.forUsers(MODEL, version(1))).isEmpty();
    }

    @Test
    void shouldTakeAnImportInPlaceOfATraining() {
        DeployedVersion imported = version(1, "ab", Statement.IMPORTED, Statement.EVALUATED, Statement.ADMITTED);

        assertThat(admission.forUsers(MODEL, imported)).isEmpty();
    }

    @Test
    void shouldLetOperatorsAskWhatIsNotAdmitted() {
        DeployedVersion evaluated = version(1, "ab", Statement.TRAINED, Statement.EVALUATED);

        assertThat(admission.forOperators(MODEL, evaluated)).isEmpty();
        assertThat(admission.forUsers(MODEL, evaluated)).isPresent();
    }

    @Test
    void shouldLetNobodyAskWhatIsNotEvaluated() {
        DeployedVersion trained = version(1, "ab", Statement.TRAINED);

        assertThat(admission.forOperators(MODEL, trained)).isPresent();
    }

    @Test
    void shouldBelieveNoKeyThatIsNotTrusted() {
        AttestationCheck distrustful = new AttestationCheck(new Verifier(Map.of()));

        assertThat(distrustful.forOperators(MODEL, version(1))).isPresent();
    }

    @Test
    void shouldNotTakeAnotherModelsAttestations() {
        assertThat(admission.forUsers("support", version(1))).isPresent();
    }

    @Test
    void shouldRefuseAVersionWithoutAdapterThatIsNotTheBase() {
        assertThat(admission.forUsers(MODEL, new DeployedVersion(3, null, List.of())))
                .isPresent();
        assertThat(admission.forUsers(MODEL, new DeployedVersion(0, version(1).adapter(), List.of())))
                .isPresent();
    }
}
