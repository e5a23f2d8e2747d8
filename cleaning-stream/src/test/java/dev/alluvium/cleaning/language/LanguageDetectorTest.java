package dev.alluvium.cleaning.language;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class LanguageDetectorTest {
    private static final List<String> CHINESE_AND_ENGLISH = List.of("zh", "en");

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            这个产品的重量是三点二千克，保修两年。 | zh
            呢件產品重三點二公斤，保用兩年，唔該話畀我知幾時送到。 | zh
            本产品专门用于日本市场销售，型号为カメラX100，使用之前请务必仔细参阅说明书。 | zh
            この製品の重さは三キログラムです。 | ja
            이 제품의 무게는 삼 킬로그램입니다. | ko
            The product weighs three kilograms and it comes with a warranty of two years, which starts on delivery day. | en
            Das Gerät wiegt drei Kilogramm und wird mit einer Garantie von zwei Jahren geliefert, die am Tag der Lieferung beginnt. | de
            El producto pesa tres kilogramos y tiene una garantía de dos años que comienza el día de la entrega al cliente. | es
            Produk ini beratnya tiga kilogram dan dilengkapi dengan garansi dua tahun yang dimulai pada hari pengiriman kepada pelanggan. | id
            O produto pesa três quilogramas e tem uma garantia de dois anos que começa no dia da entrega ao cliente. | pt
            Вес изделия составляет три килограмма, гарантия на него действует два года со дня поставки. | ru
            Вага виробу становить три кілограми, гарантія на нього діє два роки від дня постачання. | uk
            وزن این محصول سه کیلوگرم است و دو سال ضمانت دارد که از روز تحویل آغاز می شود. | fa
            यह उत्पाद तीन किलोग्राम का है और इसके साथ दो साल की गारंटी मिलती है जो आज से शुरू होती है। | hi
            இந்தப் பொருளின் எடை மூன்று கிலோகிராம் ஆகும். | ta
            Вес изделия. |
            3.2 kg |
            AX-200 |
            """)
    void shouldTellTheLanguageOrSayNothing(String text, String language) {
        assertThat(LanguageDetector.detect(text).orElse(null)).isEqualTo(language);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            Вес изделия составляет три килограмма. | Cyrillic letters
            يزن المنتج ثلاثة كيلوغرامات. | Arabic letters
            இந்தப் பொருளின் எடை மூன்று கிலோகிராம் ஆகும். | ta
            この製品の重さは三キログラムで、保証は二年間です。 | ja
            ຜະລິດຕະພັນນີ້ມີນ້ຳໜັກສາມກິໂລກຣາມ | lo
            ⵉⵎⴰⵣⵉⵖⵏ ⵜⴰⵎⴰⵣⵉⵖⵜ ⵜⵉⴼⵉⵏⴰⵖ | Other letters
            Il prodotto pesa tre chilogrammi e ha una garanzia di due anni che comincia il giorno della consegna. | it
            Sản phẩm này nặng ba ki lô gam và được bảo hành hai năm kể từ ngày giao hàng cho khách hàng của chúng tôi. | vi
            """)
    void shouldExcludeWhatIsInAnotherLanguage(String text, String found) {
        assertThat(LanguageDetector.excludes(text, CHINESE_AND_ENGLISH)).hasValue(found);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Привет!",
                "Hola, ¿qué tal?",
                "俄语里“Здравствуйте”表示您好，“Спасибо большое”表示非常感谢。",
                "「ありがとう」是谢谢的意思，「こんにちは」是你好的意思，这两个词要多读多写。",
                "请先运行 pip install torch transformers，再打开 config.yaml，把 batch_size 改成 16，然后重启 TensorFlow Serving。",
                "本公司代理 Siemens、Schneider Electric、Mitsubishi Electric、Rockwell Automation、Phoenix Contact 的产品。",
                "Zhang Wei, Wang Fang, Li Na, Liu Yang, Chen Jing, Yang Yong, Zhao Lei, Huang Min, Zhou Jie, Wu Gang, Sun Ping",
                "The cast: Javier Bardem, Penélope Cruz, Antonio Banderas, Gael García Bernal, Salma Hayek, Diego Luna, Ana de Armas",
                "acetaminophen, ibuprofen, amoxicillin, metformin, atorvastatin, lisinopril, amlodipine, omeprazole, losartan",
                "public static void main(String[] args) { for (int i = 0; i < n; i++) { list.add(foo.bar(i)); } return list; }",
                "M8x20 bolt zinc plated steel, M6 washer, M10 hex nut, flange gasket DN50, ball valve brass threaded, O-ring NBR 70",
                "i dunno lol, u gonna b there 2nite? thx 4 the gr8 gift btw, cya l8r m8, idk wat 2 wear tho, omg that was sooo funny",
                "To say \"good morning\": \"buenos días\" in Spanish, \"bonjour\" in French, \"guten Morgen\" in German, and so on.",
                "x < y, y < z 3.1415926 2.7182818 1.4142135 0.5772156 => 42",
                "<PHONE_1> <EMAIL_1> <RESIDENT_ID_1> <PHONE_2> <EMAIL_2>",
                "HOW TO CLEAN THE SCALE: SWITCH IT OFF, WIPE IT WITH A DRY CLOTH, AND WAIT FOR TEN MINUTES BEFORE THE NEXT USE."
            })
    void shouldLetPassWhatIsShortMixedOrNoProse(String text) {
        assertThat(LanguageDetector.excludes(text, CHINESE_AND_ENGLISH)).isEmpty();
    }

    @Test
    void shouldExcludeNothingByTheTableWhereItDoesNotKnowAnAllowedLanguage() {
        String german =
                "Das Gerät wiegt drei Kilogramm und wird mit einer Garantie von zwei Jahren geliefert und bezahlt.";

        assertThat(LanguageDetector.excludes(german, List.of("en"))).hasValue("de");
        assertThat(LanguageDetector.excludes(german, List.of("en", "de"))).isEmpty();
        assertThat(LanguageDetector.excludes(german, List.of("en", "zu"))).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            这个产品的重量是三点二千克，保修两年。   | zh-CN | false
            这个产品的重量是三点二千克，保修两年。   | en    | true
            The weight of this product is known.    | zh    | true
            The weight of this product is known.    | en    | false
            The weight of this product is known.    | de    | false
            AX-200 重 3.2 kg                         | en    | false
            3.2 kg                                  | zh    | false
            Вес изделия составляет три килограмма.  | uk    | false
            Вес изделия составляет три килограмма.  | en    | true
            <PHONE_1> <EMAIL_1> <RESIDENT_ID_1>     | zh    | false
            Ova vaga ima jamstvo od dvije godine koje počinje teći onoga dana kada je isporučena kupcu na adresu. | sr | false
            """)
    void shouldContradictOnlyWhatIsCertain(String text, String declared, boolean contradicted) {
        assertThat(LanguageDetector.contradicts(text, declared).isPresent()).isEqualTo(contradicted);
    }
}
