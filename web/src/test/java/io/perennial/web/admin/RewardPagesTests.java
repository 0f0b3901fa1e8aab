package io.perennial.web.admin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.allOf;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.not;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.ArgumentMatchers.anyInt;
import static org.mockito.ArgumentMatchers.anyLong;
import static org.mockito.ArgumentMatchers.eq;
import static org.mockito.Mockito.never;
import static org.mockito.Mockito.verify;
import static org.mockito.Mockito.verifyNoInteractions;
import static org.mockito.Mockito.when;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.csrf;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.multipart;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.content;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.flash;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.redirectedUrl;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.status;

import io.perennial.membership.KeepPictures;
import io.perennial.membership.StaffRole;
import io.perennial.rewards.EditCatalogue;
import io.perennial.rewards.EditCatalogue.Outcome;
import io.perennial.rewards.Reward;
import io.perennial.rewards.RewardKind;
import io.perennial.web.pages.Notice;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.joda.money.CurrencyUnit;
import org.joda.money.Money;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.mockito.ArgumentCaptor;
import org.springframework.mock.web.MockMultipartFile;
import org.springframework.test.web.servlet.ResultActions;

class RewardPagesTests extends AdminPages {

    private static final String REWARD = "/admin/rewards/" + Sample.REWARD;
    private static final byte[] BYTES = {1, 2, 3};

    @Test
    void saves_what_was_typed_in_the_programmes_zone() throws Exception {
        when(catalogue.save(any(), eq(4), eq(Sample.STAFF))).thenReturn(new Outcome.Saved(5));
        send(
                        REWARD + "/edit",
                        Forms.reward(Map.of(
                                "kind",
                                "COUPON",
                                "cashOff",
                                "12.50",
                                "price",
                                "1,500",
                                "memberLimit",
                                "3",
                                "tier",
                                "vip",
                                "visibleFrom",
                                "2026-12-01T08:00")),
                        StaffRole.CATALOGUE)
                .andExpect(redirectedUrl(REWARD))
                .andExpect(flash().attribute("notice", Notice.success("admin.rewards.saved")));
        var reward = saved();
        assertThat(reward.kind()).isEqualTo(RewardKind.COUPON);
        assertThat(reward.cashOff()).contains(Money.of(CurrencyUnit.of("CNY"), 12.5));
        assertThat(reward.price().value()).isEqualTo(1_500);
        assertThat(reward.memberLimit()).hasValue(3);
        assertThat(reward.tierCode()).contains("vip");
        assertThat(reward.visibleFrom()).isEqualTo(Instant.parse("2026-12-01T00:00:00Z"));
        assertThat(reward.visibleUntil()).isNull();
    }

    @Test
    void says_that_a_new_reward_is_a_draft() throws Exception {
        when(catalogue.save(any(), eq(0), any())).thenReturn(new Outcome.Saved(1));
        send(REWARD + "/edit", Forms.reward(Map.of("version", "0")), StaffRole.CATALOGUE)
                .andExpect(flash().attribute("notice", Notice.success("admin.rewards.created")));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    kind           | WISH             | kind          | Please choose one
                    nameEn         |                  | nameEn        | Please enter a name
                    descriptionZh  |                  | descriptionZh | Please describe the reward
                    price          | 0                | price         | whole number from 1 to 100,000,000
                    price          | 12.5             | price         | whole number from 1 to 100,000,000
                    memberLimit    | none             | memberLimit   | whole number from 1 to 1,000,000
                    visibleFrom    | tomorrow         | visibleFrom   | a date and a time
                    picture        | ../../etc/passwd | picture       | The picture is gone
                    """)
    void refuses_what_cannot_be_a_reward_beside_its_field(String field, String typed, String wrong, String sentence)
            throws Exception {
        refused(Map.of(field, typed == null ? "" : typed), wrong, sentence);
    }

    @Test
    void refuses_a_coupon_without_money_and_an_end_before_the_beginning() throws Exception {
        refused(Map.of("kind", "COUPON", "cashOff", ""), "cashOff", "an amount above 0");
        refused(Map.of("kind", "COUPON", "cashOff", "5", "cashOffCurrency", "XXX"), "cashOffCurrency", "isn’t known");
        refused(
                Map.of("visibleFrom", "2026-12-01T08:00", "visibleUntil", "2026-11-01T08:00"),
                "visibleUntil",
                "after the beginning");
    }

    @Test
    void tells_each_refusal_of_the_catalogue_in_its_place() throws Exception {
        when(catalogue.save(any(), anyInt(), any())).thenReturn(new Outcome.UnknownTier("gold"));
        refusedBySaving("tier", "There is no tier “gold”");
        when(catalogue.save(any(), anyInt(), any())).thenReturn(new Outcome.UnknownPicture());
        refusedBySaving("picture", "The picture is gone");
        when(catalogue.save(any(), anyInt(), any())).thenReturn(new Outcome.ChangedMeanwhile());
        send(REWARD + "/edit", Forms.reward(Map.of("nameEn", "Typed with care")), StaffRole.CATALOGUE)
                .andExpect(status().is(422))
                .andExpect(content()
                        .string(allOf(
                                containsString("Meanwhile someone else changed this reward"),
                                containsString("Typed with care"))));
        when(catalogue.save(any(), anyInt(), any())).thenReturn(new Outcome.UnknownReward());
        send(REWARD + "/edit", Forms.reward(Map.of()), StaffRole.CATALOGUE).andExpect(status().isNotFound());
    }

    @Test
    void keeps_an_uploaded_picture_and_saves_it_with_the_reward() throws Exception {
        when(pictures.keep(BYTES, Sample.STAFF)).thenReturn(new KeepPictures.Outcome.Kept(Sample.PICTURE));
        when(catalogue.save(any(), anyInt(), any())).thenReturn(new Outcome.Saved(5));
        upload(Map.of(), BYTES).andExpect(redirectedUrl(REWARD));
        assertThat(saved().picture()).contains(Sample.PICTURE);
    }

    @Test
    void keeps_an_uploaded_picture_with_the_form_when_something_else_is_wrong() throws Exception {
        when(pictures.keep(BYTES, Sample.STAFF)).thenReturn(new KeepPictures.Outcome.Kept(Sample.PICTURE));
        upload(Map.of("price", "free"), BYTES)
                .andExpect(status().is(422))
                .andExpect(content()
                        .string(allOf(
                                containsString("name=\"picture\" value=\"" + Sample.PICTURE + "\""),
                                containsString("/pictures/" + Sample.PICTURE),
                                containsString("href=\"#price\""))));
    }

    @Test
    void tells_that_a_file_is_no_picture_or_too_large() throws Exception {
        when(pictures.keep(any(), any())).thenReturn(new KeepPictures.Outcome.NotAPicture());
        upload(Map.of(), BYTES)
                .andExpect(status().is(422))
                .andExpect(content().string(containsString("is not a picture")));
        when(pictures.keep(any(), any())).thenReturn(new KeepPictures.Outcome.TooLarge());
        upload(Map.of(), BYTES)
                .andExpect(status().is(422))
                .andExpect(content().string(containsString("This picture is too large")));
        verify(catalogue, never()).save(any(), anyInt(), any());
    }

    @Test
    void does_not_even_read_a_file_above_the_limit() throws Exception {
        upload(Map.of(), new byte[(8 << 20) + 1])
                .andExpect(status().is(422))
                .andExpect(content().string(containsString("This picture is too large")));
        verifyNoInteractions(pictures);
    }

    @Test
    void removes_the_picture_when_asked() throws Exception {
        when(catalogue.save(any(), anyInt(), any())).thenReturn(new Outcome.Saved(5));
        send(
                        REWARD + "/edit",
                        Forms.reward(Map.of("picture", Sample.PICTURE.toString(), "removePicture", "yes")),
                        StaffRole.CATALOGUE)
                .andExpect(redirectedUrl(REWARD));
        assertThat(saved().picture()).isEmpty();
    }

    @Test
    void publishes_and_withdraws_and_says_so() throws Exception {
        when(catalogue.publish(Sample.REWARD, Sample.STAFF)).thenReturn(new Outcome.Saved(5));
        send(REWARD + "/publish", Map.of(), StaffRole.CATALOGUE)
                .andExpect(redirectedUrl(REWARD))
                .andExpect(flash().attribute("notice", Notice.success("admin.rewards.published")));
        when(catalogue.withdraw(Sample.REWARD, Sample.STAFF)).thenReturn(new Outcome.Saved(6));
        send(REWARD + "/withdraw", Map.of(), StaffRole.CATALOGUE)
                .andExpect(flash().attribute("notice", Notice.success("admin.rewards.withdrawn")));
    }

    @Test
    void changes_the_stock_by_a_number_with_its_sign() throws Exception {
        when(catalogue.changeStock(Sample.REWARD, -5, Sample.STAFF)).thenReturn(new Outcome.Saved(5));
        send(REWARD + "/stock", Map.of("change", " -5 "), StaffRole.CATALOGUE)
                .andExpect(redirectedUrl(REWARD))
                .andExpect(flash().attribute("notice", Notice.success("admin.rewards.stock.changed", -5L)));
    }

    @Test
    void tells_beside_the_field_why_the_stock_cannot_change() throws Exception {
        when(catalogue.changeStock(any(), anyLong(), any())).thenReturn(new Outcome.StockOutOfRange(12));
        send(REWARD + "/stock", Map.of("change", "-13"), StaffRole.CATALOGUE)
                .andExpect(status().is(422))
                .andExpect(
                        content().string(allOf(containsString("id=\"change-error\""), containsString("12 are left"))));
        for (var typed : List.of("", "0", "few", "1.5")) {
            send(REWARD + "/stock", Map.of("change", typed), StaffRole.CATALOGUE)
                    .andExpect(status().is(422))
                    .andExpect(content().string(containsString("a whole number other than 0")));
        }
    }

    @Test
    void a_script_in_a_name_is_only_a_strange_name() throws Exception {
        var strange = new EditCatalogue.Listed(
                RewardSample.reward("<script>alert(1)</script>"), EditCatalogue.Status.PUBLISHED, 1, 1, 1);
        when(catalogue.rewards()).thenReturn(List.of(strange));
        when(catalogue.find(Sample.REWARD)).thenReturn(Optional.of(strange));
        for (var address : List.of("/admin/rewards", REWARD, REWARD + "/edit")) {
            page(address, StaffRole.CATALOGUE)
                    .andExpect(content()
                            .string(allOf(
                                    not(containsString("<script>alert")),
                                    containsString("&lt;script&gt;alert(1)&lt;/script&gt;"))));
        }
    }

    @Test
    void lists_only_the_status_asked_for() throws Exception {
        page("/admin/rewards?status=DRAFT", StaffRole.CATALOGUE)
                .andExpect(content().string(allOf(containsString("Ten off"), not(containsString(">Mug<")))));
    }

    private void refused(Map<String, String> typed, String wrong, String sentence) throws Exception {
        var body = send(REWARD + "/edit", Forms.reward(typed), StaffRole.CATALOGUE)
                .andExpect(status().is(422))
                .andReturn()
                .getResponse()
                .getContentAsString(StandardCharsets.UTF_8);
        assertThat(body).contains("href=\"#" + wrong + "\"").contains(sentence);
        verify(catalogue, never()).save(any(), anyInt(), any());
    }

    private void refusedBySaving(String wrong, String sentence) throws Exception {
        send(REWARD + "/edit", Forms.reward(Map.of()), StaffRole.CATALOGUE)
                .andExpect(status().is(422))
                .andExpect(
                        content().string(allOf(containsString("href=\"#" + wrong + "\""), containsString(sentence))));
    }

    private ResultActions upload(Map<String, String> different, byte[] bytes) throws Exception {
        var request = multipart(REWARD + "/edit").file(new MockMultipartFile("upload", "mug.png", "image/png", bytes));
        Forms.reward(different).forEach(request::param);
        request.with(csrf());
        return mvc.perform(as(request, StaffRole.CATALOGUE));
    }

    private Reward saved() {
        var reward = ArgumentCaptor.forClass(Reward.class);
        verify(catalogue).save(reward.capture(), anyInt(), any());
        return reward.getValue();
    }
}
