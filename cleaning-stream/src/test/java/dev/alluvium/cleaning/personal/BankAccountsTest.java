package dev.alluvium.cleaning.personal;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Accounts of 8 to 11 digits, which only their word tells; a row without a second column stays as it is. */
class BankAccountsTest {
    private final HardCases cases = new HardCases();

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            account 73849216                                             | account <BANK_ACCOUNT_1>
            Sort code 20-45-53, account no. 73849216                     | Sort code 20-45-53, account no. <BANK_ACCOUNT_1>
            Account number: 0532013007                                   | Account number: <BANK_ACCOUNT_1>
            pay into a/c 73849216 today                                  | pay into a/c <BANK_ACCOUNT_1> today
            acct # 738492167                                             | acct # <BANK_ACCOUNT_1>
            {"accountNumber": "738492167"}                               | {"accountNumber": "<BANK_ACCOUNT_1>"}
            bank_account=73849216                                        | bank_account=<BANK_ACCOUNT_1>
            Kontonummer: 532013007                                       | Kontonummer: <BANK_ACCOUNT_1>
            Konto-Nr. 0532013007, BLZ 37040044                           | Konto-Nr. <BANK_ACCOUNT_1>, BLZ 37040044
            Kto. 532 013 007                                             | Kto. <BANK_ACCOUNT_1>
            Mein Konto ist 53201307                                      | Mein Konto ist <BANK_ACCOUNT_1>
            numéro de compte : 12345678907                               | numéro de compte : <BANK_ACCOUNT_1>
            Compte n° 00012345679                                        | Compte n° <BANK_ACCOUNT_1>
            compte bancaire 1234567897                                   | compte bancaire <BANK_ACCOUNT_1>
            账号：6688123457                                                | 账号：<BANK_ACCOUNT_1>
            银行账户 88120347 已注销                                            | 银行账户 <BANK_ACCOUNT_1> 已注销
            帐号为 6688123457                                               | 帐号为 <BANK_ACCOUNT_1>
            账户号 6688 1234 57                                             | 账户号 <BANK_ACCOUNT_1>
            账号13987654321                                                | 账号<PHONE_1>
            账户余额73849216元                                                |
            账户73849216元已到账                                               |
            收款73849216                                                   |
            账户数 73849216 个                                               |
            La ville compte 73849216 habitants                           |
            on account of 73849216 votes                                 |
            account 20250301 opened                                      |
            accounts 73849216                                            |
            the account grew to 73849216 dollars                         |
            account 7384921                                              |
            part 73849216                                                |
            """)
    void shouldTellShortAccountsByTheirWord(String text, @Nullable String redacted) {
        cases.check(text, redacted);
    }
}
