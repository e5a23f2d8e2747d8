package dev.alluvium.cleaning.language;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LanguageDetectorTest {
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            这个产品的重量是三点二千克，保修两年。 | zh
            この製品の重さは三キログラムです。 | ja
            이 제품의 무게는 삼 킬로그램입니다. | ko
            The product weighs three kilograms and it comes with a warranty of two years, which starts on delivery day. | en
            Das Gerät wiegt drei Kilogramm und wird mit einer Garantie von zwei Jahren geliefert, die am Tag der Lieferung beginnt. | de
            El producto pesa tres kilogramos y tiene una garantía de dos años que comienza el día de la entrega al cliente. | es
            Вес изделия составляет три килограмма. |
            3.2 kg |
            AX-200 |
            """)
    void shouldTellTheLanguageOrSayNothing(String text, String language) {
        assertThat(LanguageDetector.detect(text).orElse(null)).isEqualTo(language);
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
            """)
    void shouldContradictOnlyWhatIsCertain(String text, String declared, boolean contradicted) {
        assertThat(LanguageDetector.contradicts(text, declared).isPresent()).isEqualTo(contradicted);
    }
}
