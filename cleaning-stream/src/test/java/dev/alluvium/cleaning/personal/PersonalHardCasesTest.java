package dev.alluvium.cleaning.personal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.alluvium.cleaning.testing.HostileTexts;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The kinds of texts at which redaction goes wrong, in Chinese and English; a row without a second column stays as it is. */
class PersonalHardCasesTest {
    private final Redactor redactor = Redactor.standard();

    /** A word for a number of things speaks for the number next to it alone. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            工单A-1023已派给李工13987654321                 | 工单A-1023已派给李工<PHONE_1>
            发票寄给13987654321                          | 发票寄给<PHONE_1>
            合同编号KF2025-08，法人320102198506073135         | 合同编号KF2025-08，法人<RESIDENT_ID_1>
            批次20250301，质检员电话0571-87651234             | 批次20250301，质检员电话<PHONE_1>
            运单由周师傅13987654321派送                      | 运单由周师傅<PHONE_1>派送
            订单号88213 用卡5555555555554444支付             | 订单号88213 用卡<BANK_CARD_1>支付
            流水号9001，退回4111111111111111               | 流水号9001，退回<BANK_CARD_1>
            档案号320102198506073135                     | 档案号<RESIDENT_ID_1>
            合同编号91350100M000100Y43                     | 合同编号<CREDIT_CODE_1>
            版本2的客户端来自203.0.113.9                     | 版本2的客户端来自<IP_1>
            会员号8812，手机13987654321                     | 会员号8812，手机<PHONE_1>
            Invoice 771, reach the buyer at 13987654321   | Invoice 771, reach the buyer at <PHONE_1>
            Ticket 5 was paid with 5555555555554444       | Ticket 5 was paid with <BANK_CARD_1>
            Shipment 88 went to Mr Li 13987654321         | Shipment 88 went to Mr Li <PHONE_1>
            The order was placed by 320102198506073135    | The order was placed by <RESIDENT_ID_1>
            serial 320102198506073135                     | serial <RESIDENT_ID_1>
            Build 7 was fetched from 203.0.113.9          | Build 7 was fetched from <IP_1>
            Batch 12 belongs to DE89370400440532013000    | Batch 12 belongs to <IBAN_1>
            Our order hotline: 415 555 2671               | Our order hotline: <PHONE_1>
            Invoice phone 020 7946 0958                   | Invoice phone <PHONE_1>
            运单号13987654321                            |
            快递单号：13987654321                          |
            发票号码 13987654321                         |
            流水号：4111111111111111                       |
            合同编号为13987654321                         |
            客户编号13987654321                          |
            病历号13987654321                            |
            工单号 HD-13987654321                        |
            订单号（已付款）13987654321                      |
            tracking number 13987654321                   |
            Invoice no. 4111111111111111                  |
            The serial number is 13987654321              |
            Patient no. 13987654321                       |
            customer id: 13987654321                      |
            S/N 13987654321                               |
            version 203.0.113.9                           |
            """)
    void shouldLetAWordSpeakForTheNumberNextToIt(String text, String redacted) {
        check(text, redacted);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            电话：（0512）6688 1234                        | 电话：<PHONE_1>
            座机 0512 6688 1234                          | 座机 <PHONE_1>
            传真：0512－66881234                           | 传真：<PHONE_1>
            联系电话(+86) 139 8765 4321                    | 联系电话<PHONE_1>
            手机139 876 54321                            | 手机<PHONE_1>
            电话051266881234                             | 电话<PHONE_1>
            电话1：66881234                              | 电话1：<PHONE_1>
            电话（前台）：66881234                          | 电话（前台）：<PHONE_1>
            微信同号wx_13987654321                        | 微信同号wx_<PHONE_1>
            手机mobile13987654321                        | 手机mobile<PHONE_1>
            tel_13987654321                               | tel_<PHONE_1>
            法国办事处 +33 6 12 34 56 78                    | 法国办事处 <PHONE_1>
            0512-66881234-806                             | <PHONE_1>
            Phone: 212 555 7788                           | Phone: <PHONE_1>
            my mobile is 2125557788                       | my mobile is <PHONE_1>
            Dial (212) 555 7788 now                       | Dial <PHONE_1> now
            Fax +49 (0)89 123456-78                       | Fax <PHONE_1>
            call me on 0161 496 0000                      | call me on <PHONE_1>
            Phone 2: 0161 496 0123                        | Phone 2: <PHONE_1>
            Tel: 03.88.77.66.55                           | Tel: <PHONE_1>
            reach us at +33 1 23 45 67 89, please         | reach us at <PHONE_1>, please
            212-555-7788x459                              | <PHONE_1>
            212-555-7788 ext. 12                          | <PHONE_1>
            001-212-555-7788                              | <PHONE_1>
            0161 496 0123-Fax                             | <PHONE_1>-Fax
            Whatsapp +55 11 91234-5678                    | Whatsapp <PHONE_1>
            累计下载13987654321次                          |
            共13987654321字节                            |
            播放量13987654321                            |
            时长13987654321毫秒                           |
            电话会议 2025-03-01 14:30                      |
            热线400-810-1234                             |
            拨打10086或95588                             |
            金额￥13987654321                            |
            pages 721–742. 2018                           |
            The years 1998-2004 and 2010-2014             |
            It was viewed 13987654321 times               |
            call 20250301 again                           |
            The phone costs 4999.00                       |
            iPhone 1234567                                |
            phone calls in 2019 2020 2021                 |
            +44.12345678 degrees                          |
            a budget of +86 10 000 000                    |
            $13987654321                                  |
            12 345 678 people                             |
            1 2 3 4 5 6 7 8 9                             |
            聯絡電話：02-2771-8866                          | 聯絡電話：<PHONE_1>
            手機 0932-118-224                             | 手機 <PHONE_1>
            電話番号は03-6277-1188です                        | 電話番号は<PHONE_1>です
            휴대폰 010-7711-2288                           | 휴대폰 <PHONE_1>
            Téléphone : 01 44 71 82 93                    | Téléphone : <PHONE_1>
            Mon téléphone est le 06 44 71 82 93           | Mon téléphone est le <PHONE_1>
            Teléfono: 91 771 82 93                        | Teléfono: <PHONE_1>
            телефон 8 (912) 771-82-93                     | телефон <PHONE_1>
            Telefon 030/7718293                           | Telefon <PHONE_1>
            wx_13987654321                                | wx_<PHONE_1>
            视频共13987654321条                             |
            点赞13987654321个                              |
            13987654321个人微信                             | <PHONE_1>个人微信
            log of 13987654321 KB                         |
            Der Band hat 1234567 Zeichen                  |
            """)
    void shouldReadPhonesAsPeopleWriteThem(String text, String redacted) {
        check(text, redacted);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            身份证号320102198506073131                      | 身份证号<RESIDENT_ID_1>
            身份证号码为 320102198506073139。                 | 身份证号码为 <RESIDENT_ID_1>。
            公民身份号码：123456199001011234                 | 公民身份号码：<RESIDENT_ID_1>
            证件号码320102198506073131                      | 证件号码<RESIDENT_ID_1>
            ID card number: 320102198506073131            | ID card number: <RESIDENT_ID_1>
            resident ID 320102198506073131                | resident ID <RESIDENT_ID_1>
            file_320102198506073135_front.png             | file_<RESIDENT_ID_1>_front.png
            ID320102198506073135                          | ID<RESIDENT_ID_1>
            身份证 320102 19850607 3131                    | 身份证 <RESIDENT_ID_1>
            记录320102198506073131                        |
            The entry 320102198506073131 is closed        |
            订单号320102198506073131                       |
            """)
    void shouldTakeAResidentNumberWithAWrongCheckBehindItsWord(String text, String redacted) {
        check(text, redacted);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            卡号 5555.5555.5555.4444                       | 卡号 <BANK_CARD_1>
            银行卡5555—5555—5555—4444                       | 银行卡<BANK_CARD_1>
            收款账号 1100 1016 3000 5301 9876               | 收款账号 <BANK_ACCOUNT_1>
            开户行：工行，账号：1102020409876543210             | 开户行：工行，账号：<BANK_ACCOUNT_1>
            银行卡号6222020200112230009                    | 银行卡号<BANK_CARD_1>
            card no 5018 0000 0009                        | card no <BANK_CARD_1>
            Card 6304000000000000 expired                 | Card <BANK_CARD_1> expired
            JCB 213112345678904                           | JCB <BANK_CARD_1>
            my card 5555–5555–5555–4444                   | my card <BANK_CARD_1>
            card 4222222222222                            | card <BANK_CARD_1>
            account number 12345678901234                 | account number <BANK_ACCOUNT_1>
            IBAN de89-3704-0044-0532-0130-00              | IBAN <IBAN_1>
            gb82west12345698765432 is mine                | <IBAN_1> is mine
            会员编号6222020200112230009                    |
            article 4222222222222                         |
            部件5018 0000 0009                            |
            de89370400440532013001                        |
            """)
    void shouldFindCardsAndAccounts(String text, String redacted) {
        check(text, redacted);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            车牌号：沪B 66X88                              | 车牌号：<PLATE_1>
            车牌粤b12345                                 | 车牌<PLATE_1>
            护照和车牌苏E12345                             | 护照和车牌<PLATE_1>
            停在门口的浙A 88K66                            | 停在门口的<PLATE_1>
            QQ：987654321                                | QQ：<CHAT_ID_1>
            加QQ号 10234567                              | 加QQ号 <CHAT_ID_1>
            微信：lily_2024                               | 微信：<CHAT_ID_1>
            微信号 li88chen                               | 微信号 <CHAT_ID_1>
            驾驶证号：320102345678                         | 驾驶证号：<DRIVING_LICENCE_1>
            网卡MAC：00:1A:2B:3C:4D:5E                    | 网卡MAC：<MAC_1>
            护照号：C01X00T47                              | 护照号：<PASSPORT_1>
            QQ number 987654321                           | QQ number <CHAT_ID_1>
            WeChat ID: tom_cat9                           | WeChat ID: <CHAT_ID_1>
            SSN 078-05-1120                               | SSN <SSN_1>
            social security number 078051120              | social security number <SSN_1>
            driver's license D123-4567-8901               | driver's license <DRIVING_LICENCE_1>
            driving licence MORGA753116SM9IJ              | driving licence <DRIVING_LICENCE_1>
            MAC address 00-1a-2b-3c-4d-5e                 | MAC address <MAC_1>
            passport 12AB34567                            | passport <PASSPORT_1>
            passport no. c01x00t47                        | passport no. <PASSPORT_1>
            最新a12345版                                  |
            QQ音乐 80234                                  |
            微信支付2024版                                 |
            新 A 12345                                   |
            编号 078-05-1120                             |
            part 078-05-1120                              |
            software license A12345678                    |
            times 10:11:12:13:14:15                       |
            MAC ff:ff:ff:ff:ff:ff                         |
            wechat payment is on                          |
            """)
    void shouldFindWhatOnlyAWordTells(String text, String redacted) {
        check(text, redacted);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            服务器地址8.8.4.4                              | 服务器地址<IP_1>
            登录自11.22.33.44                             | 登录自<IP_1>
            固件升级后203.0.113.9无法访问                     | 固件升级后<IP_1>无法访问
            ping 11.22.33.44                              | ping <IP_1>
            traffic to 203.0.113.9 stops                  | traffic to <IP_1> stops
            client 203.0.113.9:8080 sent it               | client <IP_1>:8080 sent it
            固件1.2.3.5                                  |
            内核 6.1.0.13 有问题                            |
            升级到 2.4.1.3                               |
            见第8.1.2.3条                                |
            依照5.4.1.3节                                |
            nginx 1.18.0.2 已安装                          |
            Firmware 2.3.4.6 is out                       |
            kernel 6.1.0.13                               |
            upgrade to 2.4.1.3                            |
            clause 8.1.2.3 applies                        |
            upgrade redis to 8.9.1.2 now                  |
            § 6.1.2.3 holds                               |
            postgres 9.6.24.1 is old                      |
            5.4.1.3 Test methods                          |
            """)
    void shouldTellAddressesFromVersionsAndClauses(String text, String redacted) {
        check(text, redacted);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            请发到客服@示例.中国                              | 请发到<EMAIL_1>
            邮箱 li@测试.公司 已停用                         | 邮箱 <EMAIL_1> 已停用
            请求头 Bearer 0a1b2c3d4e5f6a7b8c9d            | 请求头 Bearer <SECRET_1>
            口令：Qw3rty99                                | 口令：<SECRET_1>
            访问令牌 token：ab12cd34ef56                    | 访问令牌 token：<SECRET_1>
            连接 redis://app:p4ss@cache:6379             | 连接 redis://app:<SECRET_1>@cache:6379
            write to chen@例子.com today                  | write to <EMAIL_1> today
            Fragen an käthe.öhm@post.example heute        | Fragen an <EMAIL_1> heute
            info@bäckerei.example und служба@пример.рф    | <EMAIL_1> und <EMAIL_2>
            /find?mail=li.na%40post.example&page=2        | /find?mail=<EMAIL_1>&page=2
            the password is Hz7kk20p, not more            | the password is <SECRET_1>, not more
            <password>Hz7kk20p</password>                 | <password><SECRET_1></password>
            Passwort: Hz7kk20p und пароль: Qq8ww31z       | Passwort: <SECRET_1> und пароль: <SECRET_2>
            密碼：Hz7kk20p                                  | 密碼：<SECRET_1>
            DB_PASS=Hz7kk20p                              | DB_PASS=<SECRET_1>
            AccountKey=ab12cd34ef56==;                    | AccountKey=<SECRET_1>;
            github_pat_11AAAAAAA0bbbbbbbbbbbb_cc00dd      | <SECRET_1>
            npm_aaaaaaaaaabbbbbbbbbbccccccccccdddd00      | <SECRET_1>
            the password is at least 8 characters long    |
            his is 20250817 and hers 20250818             |
            rows > 100 and columns > 20000000             |
            a discount of 20%40                           |
            Authorization: Bearer 0a1b2c3d4e5f6a7b8c9d    | Authorization: Bearer <SECRET_1>
            Authorization: Basic dXNlcjpwYXNzMQ==         | Authorization: Basic <SECRET_1>
            postgres://me:hunter@db.example.com/x         | postgres://me:<SECRET_1>@db.example.com/x
            token=ab12cd34ef56gh78                        | token=<SECRET_1>
            mongodb+srv://root:a1@b2@host/db              | mongodb+srv://root:<SECRET_1>@host/db
            图标banner@3x.png                             |
            上限token：8192tokens                         |
            每日token=200000                             |
            依赖 left-pad@1.3.0-beta.rc                   |
            sprite@2x.webp and icon@1.5x.png              |
            max token: 4096                               |
            token: 128k-context                           |
            clone git@github.com:a/b.git                  |
            bearer of good news in 2024                   |
            postgres://me:${PASSWORD}@db.example.com      |
            http://user:password@host/                    |
            """)
    void shouldTellSecretsAndAddressesFromCountsAndFiles(String text, String redacted) {
        check(text, redacted);
    }

    @RepeatedTest(20)
    void shouldComeToAnEndOnAnyMixtureOfWhatItReactsTo(RepetitionInfo repetition) {
        Random random = new Random(repetition.getCurrentRepetition());
        String characters = "0123456789 -.+()（）:：_@xXaAeE京新车牌身份证号电话微信qQ,，\n/vV是%";
        for (int i = 0; i < 500; i++) {
            StringBuilder text = new StringBuilder();
            for (int length = 1 + random.nextInt(30); length > 0; length--) {
                boolean piece = random.nextInt(4) == 0;
                text.append(
                        piece
                                ? HostileTexts.PIECES.get(random.nextInt(HostileTexts.PIECES.size()))
                                : characters.charAt(random.nextInt(characters.length())));
            }
            String once = redactor.redact(text.toString(), new Placeholders());

            assertThat(redactor.redact(once, new Placeholders())).as("%s", text).isEqualTo(once);
        }
    }

    private void check(String text, @Nullable String redacted) {
        String once = redactor.redact(text, new Placeholders());

        assertThat(once).isEqualTo(redacted == null ? text : redacted);
        assertThat(redactor.redact(once, new Placeholders())).isSameAs(once);
    }
}
