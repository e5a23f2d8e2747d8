package dev.alluvium.cleaning.personal;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Passwords and keys in prose, in headers and of services; a row without a second column stays as it is. */
class UnmarkedSecretsTest {
    private final HardCases cases = new HardCases();

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            初始密码 Kq4mm77x                                                | 初始密码 <SECRET_1>
            用户名admin，密码Sesam@123                                         | 用户名admin，密码<SECRET_1>
            登录密码lina2024，勿外传                                             | 登录密码<SECRET_1>，勿外传
            密码80237766                                                   | 密码<SECRET_1>
            口令 k4m7x2p9                                                  | 口令 <SECRET_1>
            ALTER USER ops IDENTIFIED BY 'Kq4mm77x';                     | ALTER USER ops IDENTIFIED BY '<SECRET_1>';
            CREATE USER ops WITH PASSWORD 'Kq4mm77x';                    | CREATE USER ops WITH PASSWORD '<SECRET_1>';
            SET PASSWORD FOR ops = PASSWORD('Kq4mm77x')                  | SET PASSWORD FOR ops = PASSWORD('<SECRET_1>')
            <property name="password" value="Kq4mm77x"/>                 | <property name="password" value="<SECRET_1>"/>
            checkPassword('field-one')                                   |
            a part identified by serial9012 above                        |
            <property name="width" value="Kq4mm77x"/>                    |
            password Kq4mm77x works                                      | password <SECRET_1> works
            the new password g@teway7 is set                             | the new password <SECRET_1> is set
            'secret_key' => 'Kq4mm77xab'                                 | 'secret_key' => '<SECRET_1>'
            密码8位以上                                                       |
            密码长度为8到16位                                                   |
            密码123456这样的太弱                                                |
            密码12345678位                                                  |
            密码sha256加盐                                                   |
            密码AES256加密                                                   |
            密码Windows11登录                                                |
            密码2024年更新                                                    |
            验证码长度123456                                                  |
            the password OAuth2.0 flow                                   |
            password PBKDF2 hashing                                      |
            password field1 is empty                                     |
            password 2fa-enabled accounts                                |
            password rules in section 4                                  |
            a password manager1 stores                                   |
            """)
    void shouldFindPasswordsWithoutAMark(String text, @Nullable String redacted) {
        cases.check(text, redacted);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            Authorization: Token 0a1b2c3d4e5f6a7b8c9d                    | Authorization: Token <SECRET_1>
            https://ghp_aaaaaaaaaabbbbbbbbbbccccccccccdddd00@github.com/a | https://<SECRET_1>@github.com/a
            pypi-AgEIcHlwaS5vcmcCJDAwMDAwMDAwLTAwMDA                     | <SECRET_1>
            dckr_pat_abcdefghijklmnopqrstuvw01                           | <SECRET_1>
            whsec_abcdefghijklmnopqrstuvwxyz01                           | <SECRET_1>
            glrt-abcdefABCDEF01234567                                    | <SECRET_1>
            ya29.a0AfHabcdefghijklmnopqrst                               | <SECRET_1>
            bot 123456789:AAEabcdefghijklmnopqrstuvwxyz012345            | bot <SECRET_1>
            https://hooks.example/services/T00AA0000/B00BB0000/abcdefghijklmnopqrstuv | https://hooks.example/services/<SECRET_1>
            pk_live_abcdefghijklmnop0123                                 |
            Token 0a1b2c3d4e5f6a7b8c9d                                   |
            ratio 123456789:AA                                           |
            whsec_short                                                  |
            T1000/B2000/c                                                |
            """)
    void shouldKnowTheKeysOfServices(String text, @Nullable String redacted) {
        cases.check(text, redacted);
    }
}
