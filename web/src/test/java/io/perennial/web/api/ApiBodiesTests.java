package io.perennial.web.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.ArgumentMatchers.anyList;
import static org.mockito.BDDMockito.given;
import static org.mockito.BDDMockito.then;
import static org.mockito.Mockito.never;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.http.MediaType;

class ApiBodiesTests extends ApiCalls {

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    "12.90"                    | -0.01                      | /amount/value | negative
                    "12.90"                    | 12.901                     | /amount/value | too-many-decimals
                    "12.90"                    | "12345678901234567890"     | /amount/value | too-large
                    "12.90"                    | 12345678901234567890       | /amount/value | too-large
                    "12.90"                    | 1e999999999                | /amount/value | too-large
                    "12.90"                    | 1e-999999999               | /amount/value | too-many-decimals
                    "12.90"                    | 1000000000                 | /amount/value | too-large
                    "12.90"                    | "NaN"                      | /amount/value | wrong-type
                    "12.90"                    | "1,000"                    | /amount/value | wrong-type
                    "12.90"                    | " 1"                       | /amount/value | wrong-type
                    "12.90"                    | true                       | /amount/value | wrong-type
                    "12.90"                    | null                       | /amount/value | required
                    "CNY"                      | "XXQ"                      | /amount/currency | not-a-currency
                    "2026-11-22T10:15:00.1234567+08:00" | "2026-11-22"      | /happenedAt   | not-a-moment
                    "2026-11-22T10:15:00.1234567+08:00" | "2026-11-22T10:15:00" | /happenedAt | not-a-moment
                    "2026-11-22T10:15:00.1234567+08:00" | "0001-01-01T00:00:00Z" | /happenedAt | not-a-moment
                    "2026-11-22T10:15:00.1234567+08:00" | 1700000000        | /happenedAt   | wrong-type
                    "A-1"                      | "has blanks"               | /reference    | bad-form
                    "A-1"                      | ""                         | /reference    | bad-form
                    "A-1"                      | 17                         | /reference    | wrong-type
                    "till-7"                   | "portal"                   | /source       | reserved
                    "till-7"                   | "Till 7"                   | /source       | bad-form
                    "purchase"                 | "Purchase"                 | /type         | bad-form
                    "purchase"                 | "review"                   | /amount       | not-allowed
                    "phone": "138 1234 5678"   | "phone": "12"              | /member/phone | not-an-identifier
                    "phone": "138 1234 5678"   | "id": "12"                 | /member/id    | not-an-id
                    "phone": "138 1234 5678"   | "id": "12", "phone": "1"   | /member       | not-exactly-one
                    "phone": "138 1234 5678"   |                            | /member       | not-exactly-one
                    "phone": "138 1234 5678"   | "fax": "1"                 | /member/fax   | unknown-field
                    "member": {                | "x": 1, "member": {        | /x            | unknown-field
                    "type"                     | "refundOf": "A-0", "type"  | /refundOf     | not-allowed
                    "type"                     | "items": [{"sku": "a", "quantity": 0, "unitPrice": 1}], "type" | /items/0/quantity | out-of-range
                    "type"                     | "items": [{"quantity": 1, "unitPrice": 1}], "type" | /items/0/sku | required
                    "type"                     | "items": [{"sku": "a", "quantity": 1, "unitPrice": 1.00001}], "type" | /items/0/unitPrice | too-many-decimals
                    "type"                     | "items": [{"sku": "a", "quantity": 1.5, "unitPrice": 1}], "type" | /items/0/quantity | wrong-type
                    "type"                     | "items": [null], "type"    | /items/0      | required
                    """, quoteCharacter = '\'')
    void names_the_field_that_is_wrong(String good, String bad, String pointer, String code) {
        var answer = post(PURCHASE.replace(good, bad == null ? "" : bad));
        assertProblem(answer, 422, "invalid-fields");
        assertThat(answer)
                .bodyJson()
                .extractingPath("$.errors[*].pointer")
                .asArray()
                .contains(pointer);
        assertThat(answer)
                .bodyJson()
                .extractingPath("$.errors[*].code")
                .asArray()
                .contains(code);
        then(earnPoints).should(never()).earn(any());
    }

    @Test
    void names_all_that_is_missing_at_once() {
        var answer = post("{}");
        assertProblem(answer, 422, "invalid-fields");
        assertThat(answer)
                .bodyJson()
                .extractingPath("$.errors[*].pointer")
                .asArray()
                .containsExactly("/member", "/type", "/source", "/reference", "/happenedAt");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "{",
                "{\"type\": NaN}",
                "{\"type\": \"a\", \"type\": \"b\"}",
                "{} {}",
                "{\"activities\": [{]}",
                "nope"
            })
    void says_where_json_ends_to_be_json(String body) {
        assertProblem(post(body), 400, "malformed-json");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "[]",
                "7",
                "\"x\"",
                "null",
                "{\"activities\": 1}",
                "{\"activities\": [], \"more\": 1}",
                "{\"activities\": []}"
            })
    void wants_one_activity_or_a_batch(String body) {
        assertProblem(post(body), 422, "invalid-fields");
    }

    @Test
    void a_body_may_have_a_mebibyte_and_a_batch_eight() {
        var blanks = " ".repeat((1 << 20) + 1);
        assertProblem(post(PURCHASE.replace("\"type\"", blanks + "\"type\"")), 413, "body-too-large");
        given(earnPoints.earn(anyList())).willReturn(List.of(booked(1, false)));
        assertThat(post("{\"activities\": [" + blanks + PURCHASE + "]}")).hasStatus(200);
        assertProblem(post("{\"activities\": [" + " ".repeat((8 << 20) + 1) + PURCHASE + "]}"), 413, "body-too-large");
    }

    @Test
    void deep_nesting_is_malformed() {
        assertProblem(post("{\"x\":".repeat(5_000)), 400, "malformed-json");
    }

    @Test
    void a_body_that_is_no_object_is_called_the_body() {
        for (var body : List.of("[]", "17", "\"words\"")) {
            var answer = web.post()
                    .uri("/api/v1/activities")
                    .header("Authorization", "Bearer " + KEY)
                    .contentType(MediaType.APPLICATION_JSON)
                    .content(body)
                    .exchange();
            assertProblem(answer, 422, "invalid-fields");
            assertThat(answer)
                    .bodyJson()
                    .extractingPath("$.detail")
                    .isEqualTo("One thing is wrong with the body, at: the body as a whole");
        }
    }
}
