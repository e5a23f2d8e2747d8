package dev.alluvium.cleaning.personal;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Command lines, and prose about them, in Chinese and English; a row without a second column stays as it is. */
class CommandSecretsTest {
    private final HardCases cases = new HardCases();

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            backup --password Kq4mm77x nightly                           | backup --password <SECRET_1> nightly
            backup --db-password=Kq4mm77x                                | backup --db-password=<SECRET_1>
            mysql -uadmin -pKq4mm shop                                   | mysql -uadmin -p<SECRET_1> shop
            mysql -u admin -p Kq4mm77x shop                              | mysql -u admin -p <SECRET_1> shop
            mysqldump --user=admin -p'two words 9' shop > a.sql          | mysqldump --user=admin -p'<SECRET_1>' shop > a.sql
            mariadb -uadmin -psesam                                      | mariadb -uadmin -p<SECRET_1>
            PGPASSWORD=sesam psql -h db1                                 | PGPASSWORD=<SECRET_1> psql -h db1
            MYSQL_PWD=sesam mysqldump shop                               | MYSQL_PWD=<SECRET_1> mysqldump shop
            export SSHPASS=sesam                                         | export SSHPASS=<SECRET_1>
            curl -u ops:Kq4mm77x https://api.example/v1                  | curl -u ops:<SECRET_1> https://api.example/v1
            curl -uops:Kq4mm77x https://api.example                      | curl -uops:<SECRET_1> https://api.example
            curl --user li@post.example:sesam https://x                  | curl --user <EMAIL_1>:<SECRET_1> https://x
            curl -s -X POST --user 'ops:sesam' https://x                 | curl -s -X POST --user 'ops:<SECRET_1>' https://x
            sshpass -p Kq4mm77x ssh -p 2222 ops@host1                    | sshpass -p <SECRET_1> ssh -p 2222 ops@host1
            redis-cli -h cache1 -a Kq4mm77x ping                         | redis-cli -h cache1 -a <SECRET_1> ping
            docker login -u ops -p Kq4mm77x registry.example             | docker login -u ops -p <SECRET_1> registry.example
            unzip -P Kq4mm77x photos.zip                                 | unzip -P <SECRET_1> photos.zip
            7z x -pKq4mm77x photos.7z                                    | 7z x -p<SECRET_1> photos.7z
            keytool -list -storepass sesam2024                           | keytool -list -storepass <SECRET_1>
            openssl pkcs12 -in a.p12 -passin pass:Kq4mm77x               | openssl pkcs12 -in a.p12 -passin pass:<SECRET_1>
            sqlcmd -S db1 -U sa -P 'Gr8!Sesam' -i a.sql                  | sqlcmd -S db1 -U sa -P '<SECRET_1>' -i a.sql
            curl -k -u "ops:Kq4 mm77x" https://x                         | curl -k -u "ops:<SECRET_1>" https://x
            plink -ssh ops@host1 -pw Kq4mm77x                            | plink -ssh ops@host1 -pw <SECRET_1>
            ipmitool -H 10.0.0.5 -U ops -P Kq4mm77x sol                  | ipmitool -H 10.0.0.5 -U ops -P <SECRET_1> sol
            openssl enc -aes-256-cbc -k Kq4mm77x -in a                   | openssl enc -aes-256-cbc -k <SECRET_1> -in a
            smbclient //srv1/share -U ops%Kq4mm77x                       | smbclient //srv1/share -U ops%<SECRET_1>
            ldapsearch -x -D cn=ops -w Kq4mm77x -b dc=x                  | ldapsearch -x -D cn=ops -w <SECRET_1> -b dc=x
            ["backup", "--password", "Kq4mm77x"]                         | ["backup", "--password", "<SECRET_1>"]
            登录命令是 mysql -uadmin -pKq4mm，别外传                              | 登录命令是 mysql -uadmin -p<SECRET_1>，别外传
            执行 sync --token kq44mm77xx88 即可                              | 执行 sync --token <SECRET_1> 即可
            请用 curl -u ops:Kq4mm77x https://x 试试                         | 请用 curl -u ops:<SECRET_1> https://x 试试
            """)
    void shouldFindPasswordsBehindOptions(String text, @Nullable String redacted) {
        cases.check(text, redacted);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            the --password option takes a value                          |
            give --password VALUE or --password <value>                  |
            --password is required since version 2.0                     |
            --password string   password of the registry                 |
            --password "$DB_PASS1" and --password ${PW1}                 |
            --password-file /run/secrets/db1                             |
            --password /run/secrets/db1                                  |
            mysql -u admin -p shop2024                                   |
            mysql -u admin -p                                            |
            mysql -P 3307 -h db1                                         |
            7z x -pPASSWORD a1.7z                                        |
            --token TOKEN1  the token                                    |
            etcd --initial-cluster-token my-cluster-1                    |
            usage: mysql -u USER -pPASSWORD                              |
            curl -A Mozilla/5.0 -o a1.zip https://x                      |
            gcc -pthread -p2 a.c                                         |
            the -p option of mysql asks for a password                   |
            ssh -p 2222 host1                                            |
            scp -P 2222 a1.txt b2.txt                                    |
            docker run -p 8080:80 nginx1                                 |
            docker run --user 1000:1000 app1                             |
            mkdir -p build/classes2                                      |
            curl -u user:password https://x                              |
            curl -u "$USER:$PASS1" https://x                             |
            cp -p a1b2 c3d4                                              |
            psql -U app1 -p 5433 shop                                    |
            nmap -p 22,80,443 host1                                      |
            tar -xpf a1.tar                                              |
            app --max-token 4096                                         |
            app --token 4096                                             |
            sort -u rows1:2                                              |
            git commit -a -m fix1                                        |
            选项 --password 后面写密码                                          |
            用 -p 指定端口 8080                                               |
            """)
    void shouldLeaveOptionsThatTellNoPassword(String text, @Nullable String redacted) {
        cases.check(text, redacted);
    }
}
