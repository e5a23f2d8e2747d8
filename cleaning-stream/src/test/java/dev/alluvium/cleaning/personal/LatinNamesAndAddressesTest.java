package dev.alluvium.cleaning.personal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.alluvium.cleaning.testing.HostileTexts;
import dev.alluvium.knowledge.text.WorkBudget;
import java.util.EnumSet;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Names and addresses, which are looked for where they are asked for; a row without a second column stays as it is. */
class LatinNamesAndAddressesTest {
    private static final int MOST_PER_CHARACTER = 1_000;

    private final Redactor redactor = new Redactor(EnumSet.allOf(PersonalType.class), AllowList.NONE);

    @Test
    void shouldLookForNeitherUnlessAsked() {
        String text = "Mr. Osgood lives at 12 Elder Street. 姓名：周晓芸，地址：江苏省无锡市梁溪区人民路12号";

        assertThat(Redactor.standard().redact(text, new Placeholders())).isEqualTo(text);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            Please ask Mr. Osgood about it.                       | Please ask Mr. <PERSON_1> about it.
            Prof. Ilse van der Meer has left.                     | Prof. <PERSON_1> has left.
            My name is Tobias Ekwall and Tobias is my first name  | My name is <PERSON_1> and <PERSON_2> is my first name
            Dear Ms. Okafor, your key is ready.                   | Dear Ms. <PERSON_1>, your key is ready.
            Hi Benedikt, the boiler is cold.                      | Hi <PERSON_1>, the boiler is cold.
            What is your name? Ondine Marsh                       | What is your name? <PERSON_1>
            I'm Leocadia, the new plumber.                        | I'm <PERSON_1>, the new plumber.
            her son Thaddeus waits                                | her son <PERSON_1> waits
            Hedwig's sister called                                | <PERSON_1>'s sister called
            a novel by Ottilie Brandt                             | a novel by <PERSON_1>
            a man named Ruben O'Shea                              | a man named <PERSON_1>
            Contact: Jorunn Dahl                                  | Contact: <PERSON_1>
            Margaret Wexford opened the valve.                    | <PERSON_1> opened the valve.
            "It leaks," Odile Farrow said.                        | "It leaks," <PERSON_1> said.
            The General Manager said nothing.                     |
            Dear Customer, welcome to Spring Garden.              |
            Hello World! It is Monday.                            |
            I'm English, and I am Canadian.                       |
            The Great Wall by Night is open.                      |
            Made by General Electric Company.                     |
            Open the File Menu and choose Save As.                |
            """)
    void shouldFindNamesThatAreAnnounced(String text, @Nullable String redacted) {
        check(text, redacted);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            姓名：周晓芸，性别女                    | 姓名：<PERSON_1>，性别女
            我叫欧阳若曦，来自南方                  | 我叫<PERSON_1>，来自南方
            联系人:吴桐                            | 联系人:<PERSON_1>
            请转告孙先生                            | 请转告<PERSON_1>先生
            李雪梅女士已签收                        | <PERSON_1>女士已签收
            主治医生陈海波医生查房                  | 主治医生<PERSON_1>医生查房
            郑国栋说，水泵坏了。后来郑国栋修好了。  | <PERSON_1>说，水泵坏了。后来<PERSON_1>修好了。
            找张经理签字                            | 找<PERSON_1>经理签字
            请高级经理签字                          |
            数学老师和班主任都来了                  |
            高通表示，芯片已经量产。                |
            方案由项目经理审批                      |
            平均温度是二十度，方法很简单。          |
            各位老师、各位同学，大家好              |
            """)
    void shouldFindChineseNamesThatAreAnnounced(String text, @Nullable String redacted) {
        check(text, redacted);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            Send it to 27 Elder Street, please.                       | Send it to <ADDRESS_1>, please.
            at 1180 North Birch Avenue, Apt 4B, Millford, OH 44017.   | at <ADDRESS_1>.
            12 Quarry Lane, Leeds LS1 4AB                             | <ADDRESS_1>
            Lindenstraße 14, 10969 Berlin                             | <ADDRESS_1> Berlin
            Write to P.O. Box 5521                                    | Write to <ADDRESS_1>
            Unit 2210 Box 17, APO AE 09012                            | <ADDRESS_1>
            Via Garibaldi 9                                           | <ADDRESS_1>
            寄到江苏省无锡市梁溪区人民路12号3栋502室，谢谢              | 寄到<ADDRESS_1>，谢谢
            我住在沈阳市于洪区黄河北大街28号                            | 我住在<ADDRESS_1>
            地址：杭州市西湖区文三路199弄6号101室                        | 地址：<ADDRESS_1>
            Turn right into Elder Street.                             |
            It is 30 Miles to Millford.                               |
            In 2019 Main Street Bank was sold                         |
            乘地铁2号线到人民路站                                      |
            第3章第12节讲交通                                          |
            无锡市有五个区                                            |
            """)
    void shouldFindAddressesThatHaveANumber(String text, @Nullable String redacted) {
        check(text, redacted);
    }

    /** Counted as in {@code LinearWorkTest}: four times the text is four times the work. */
    @Test
    void shouldLookAtEachCharacterABoundedNumberOfTimes() {
        List<String> faults = Stream.concat(
                        HostileTexts.PIECES.stream(),
                        Stream.of(
                                "Aa ",
                                "Aa de ",
                                "A. ",
                                "Mr. ",
                                "Mr. A ",
                                "name: ",
                                "12 ",
                                "12 A ",
                                "12 Aa St",
                                "1 Rue de ",
                                "Aaweg ",
                                "周",
                                "姓名：周",
                                "周先生",
                                "欧阳",
                                "人民路12号",
                                "1号",
                                "省市区路1",
                                "12 Aa Road, ",
                                "12 Aa Road\n",
                                "Áà'"))
                .flatMap(piece -> {
                    double small = perCharacter(HostileTexts.repeated(piece, 8_192));
                    double large = perCharacter(HostileTexts.repeated(piece, 4 * 8_192));
                    return large > 1.3 * small + 5 || large > MOST_PER_CHARACTER
                            ? Stream.of("%s: %.1f looks a character, %.1f in four times the text"
                                    .formatted(piece, small, large))
                            : Stream.empty();
                })
                .toList();

        assertThat(faults).isEmpty();
    }

    private double perCharacter(String text) {
        try (WorkBudget budget = WorkBudget.open(Long.MAX_VALUE)) {
            redactor.finds(text);
            return (double) budget.spent() / text.length();
        }
    }

    private void check(String text, @Nullable String redacted) {
        String expected = redacted == null ? text : redacted;

        String once = redactor.redact(text, new Placeholders());

        assertThat(once).isEqualTo(expected);
        assertThat(redactor.redact(once, new Placeholders())).isEqualTo(once);
    }
}
