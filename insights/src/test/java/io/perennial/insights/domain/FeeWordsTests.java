package io.perennial.insights.domain;

import static org.assertj.core.api.Assertions.assertThat;

import io.perennial.insights.Article;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FeeWordsTests {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "POSTAGE",
                "DOTCOM POSTAGE",
                "Manual",
                "Discount",
                "CARRIAGE",
                "Next Day Carriage",
                "Bank Charges",
                "CRUK Commission",
                "Delivery (express)",
                "AMAZON FEE",
                "Adjust bad debt",
                "SAMPLES",
                "顺丰运费",
                "包装费 x2",
                "补差价专拍"
            })
    void lines_that_are_no_goods_are_told_by_their_names(String name) {
        assertThat(FeeWords.sounds(new Article("X", name, null))).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "WHITE HANGING HEART T-LIGHT HOLDER",
                "PHONE CHARGER",
                "COFFEE TIN",
                "TEA BAG HOLDER",
                "Manual for gardeners",
                "POST BOX RED",
                "TAXI TOY",
                "FRENCH CARRIAGE LANTERN",
                "费列罗巧克力",
                "小费曼物理学",
                "杯子"
            })
    void goods_are_left_alone(String name) {
        assertThat(FeeWords.sounds(new Article("X", name, null))).isFalse();
    }

    @Test
    void an_article_without_a_name_is_told_by_its_number() {
        assertThat(FeeWords.sounds(new Article("POSTAGE", "", null))).isTrue();
    }
}
