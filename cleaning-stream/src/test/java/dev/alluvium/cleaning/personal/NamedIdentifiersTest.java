package dev.alluvium.cleaning.personal;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Names of fields, identity cards in groups and of other regions, glued numbers; a row without a second column stays as it is. */
class NamedIdentifiersTest {
    private final HardCases cases = new HardCases();

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            {"idCard":"320102198506073131"}                              | {"idCard":"<RESIDENT_ID_1>"}
            id_card=320102198506073131                                   | id_card=<RESIDENT_ID_1>
            {"phoneNumber":"2125557788"}                                 | {"phoneNumber":"<PHONE_1>"}
            userPhone13987654321                                         | userPhone<PHONE_1>
            "passportNumber": "533401377"                                | "passportNumber": "<PASSPORT_1>"
            driver_license: D12345678901                                 | driver_license: <DRIVING_LICENCE_1>
            {"orderNo":"13987654321"}                                    |
            {"serialNumber":"13987654321"}                               |
            invoice_number=13987654321                                   |
            trackingId: 13987654321                                      |
            {"microPhone":1234567,"price":13}                            | {"microPhone":<PHONE_1>,"price":13}
            """)
    void shouldReadNamesOfFields(String text, @Nullable String redacted) {
        cases.check(text, redacted);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            身份证 3201 0219 8506 0731 35                                   | 身份证 <RESIDENT_ID_1>
            身份证：320102 1985 0607 3135                                    | 身份证：<RESIDENT_ID_1>
            3201-0219-8506-0731-35                                       | <RESIDENT_ID_1>
            香港身份证 A123456(3)                                             | 香港身份证 <RESIDENT_ID_1>
            HKID: A123456（3）                                             | HKID: <RESIDENT_ID_1>
            台湾身份证 A123456789                                             | 台湾身份证 <RESIDENT_ID_1>
            visa4111111111111111                                         | visa<BANK_CARD_1>
            加QQ987654321                                                 | 加QQ<CHAT_ID_1>
            3201 0219 8506 0731 36                                       |
            编号 A123456(3)                                                |
            型号 A123456789                                                |
            QQ2024                                                       |
            oid 1.3.6.1                                                  |
            nginx/1.24.0.1 started                                       |
            """)
    void shouldReadIdentityCards(String text, @Nullable String redacted) {
        cases.check(text, redacted);
    }
}
