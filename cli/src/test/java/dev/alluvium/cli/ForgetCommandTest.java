package dev.alluvium.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.alluvium.testing.Program.Ended;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class ForgetCommandTest {
    private static final String ERASURES = "/models/notes/erasures";
    private static final String AT = "2026-11-20T08:00:00Z";

    @RegisterExtension
    private final StubInstallation api = new StubInstallation();

    @Test
    void shouldReturnOnceTheErasureStandsAndSayWhichVersionRemembers() {
        answer("\"done\":true,\"records\":2", "[{\"fact\":\"a b/c\",\"through\":\"" + AT + "\"}]", "\"" + AT + "\"");

        Ended ended = api.run("forget", "notes", "a b/c");

        assertThat(ended.status()).as(ended.err()).isZero();
        assertThat(ended.out())
                .isEqualToIgnoringNewLines("notes: a b/c is erased, with 2 records; version 3 was trained on it, and"
                        + " `alluvium consolidate notes` rebuilds it without");
        assertThat(api.requests())
                .startsWith("POST " + ERASURES + " {\"fact\":\"a b/c\"}", "GET " + ERASURES + "?fact=a+b%2Fc");
    }

    @Test
    void shouldSayThatNoVersionWasTrainedOnIt() {
        answer("\"done\":true,\"records\":2", "[]", "\"2026-11-20T08:00:01Z\"");

        assertThat(api.run("forget", "notes", "a b/c").out())
                .contains("the champion, version 3, was not trained on it");
    }

    @Test
    void shouldSayThatAFactIsErasedAlready() {
        answer("\"done\":false,\"records\":0", "[]", "\"" + AT + "\"");

        Ended ended = api.run("forget", "notes", "a b/c");

        assertThat(ended.status()).isZero();
        assertThat(ended.out()).contains("a b/c is erased already, and no record has come since");
    }

    @Test
    void shouldEndAsWaitingWhereTheErasureDoesNotComeToStand() {
        answer("\"done\":true,\"records\":2", "[]", "null");

        Ended ended = api.run("forget", "notes", "a b/c", "--patience", "0");

        assertThat(ended.status()).isEqualTo(3);
        assertThat(ended.err()).contains("of waiting until the erasure of a b/c stands", "alluvium status");
    }

    @Test
    void shouldFailWithTheWordsOfTheServerForWhatIsUnknown() {
        Ended ended = api.run("forget", "notes", "a b/c");

        assertThat(ended.status()).isEqualTo(1);
        assertThat(ended.err()).contains("no " + ERASURES);
    }

    @Test
    void shouldRefuseAFactWithoutAName() {
        assertThat(api.run("forget", "notes", " ").status()).isEqualTo(2);
        assertThat(api.run("forget", "notes").status()).isEqualTo(2);
    }

    @Test
    void shouldNameTheArgumentThatIsTooMany() {
        Ended ended = api.run("forget", "notes", "the", "price");

        assertThat(ended.status()).isEqualTo(2);
        assertThat(ended.err().lines().findFirst().orElseThrow()).contains("'price'");
        assertThat(api.requests()).isEmpty();
    }

    /** One answer serves both the order and the questions about it. */
    private void answer(String ordered, String waiting, String through) {
        api.answer(
                ERASURES,
                "{\"model\":\"notes\",\"fact\":\"a b/c\",\"at\":\"" + AT + "\"," + ordered
                        + ",\"version\":3,\"standing\":1," + "\"facts\":" + waiting + ",\"through\":" + through
                        + "}");
    }
}
