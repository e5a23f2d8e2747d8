package dev.alluvium.cleaning.personal;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Hardware addresses, and what has their form; a row without a second column stays as it is. */
class HardwareAddressesTest {
    private final HardCases cases = new HardCases();

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            interface mac 0011.2233.4455                                 | interface mac <MAC_1>
            网卡 0011.2233.4455                                            | 网卡 <MAC_1>
            10  7c22.fb1a.9e01  DYNAMIC  Gi0/1                           | 10  <MAC_1>  DYNAMIC  Gi0/1
            交换机上看到 7C22.FB1A.9E01。                                       | 交换机上看到 <MAC_1>。
            lease to 7c:22:fb:1a:9e:01 via eth0                          | lease to <MAC_1> via eth0
            设备 7C:22:FB:1A:9E:01 离线                                      | 设备 <MAC_1> 离线
            MAC 7c22.fb1a.9e01 is 7C:22:FB:1A:9E:01                      | MAC <MAC_1> is <MAC_1>
            0011.2233.4455                                               |
            part 1234.5678.9012                                          |
            face.cafe.dead                                               |
            ffff.ffff.ffff is the broadcast                              |
            0100.0ccc.cccd is a group                                    |
            01:00:5e:7f:ff:fa is a group                                 |
            a1b2.c3d4.e5f6.html                                          |
            1a2b.3c4d.5e6f-rc1                                           |
            0.a1b2.c3d4.e5f6                                             |
            version 2022.0411.12ab                                       |
            at 10:11:12:13:14:15                                         |
            fingerprint 7c:22:fb:1a:9e:01:aa:bb:cc:dd                    |
            7c-22-fb-1a-9e-01                                            |
            """)
    void shouldTellHardwareAddresses(String text, @Nullable String redacted) {
        cases.check(text, redacted);
    }
}
