package io.perennial.web.portal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.Mockito.verify;
import static org.mockito.Mockito.verifyNoInteractions;
import static org.mockito.Mockito.when;

import io.perennial.membership.BilingualText;
import io.perennial.membership.MemberStatus;
import io.perennial.points.Points;
import io.perennial.rewards.ReadCatalogue.Availability;
import io.perennial.rewards.RedeemReward.Outcome;
import io.perennial.rewards.RedeemReward.Redeeming;
import io.perennial.rewards.RedemptionStatus;
import io.perennial.web.pages.Notice;
import java.io.UnsupportedEncodingException;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.test.web.servlet.assertj.MvcTestResult;

class RedeemPagesTests extends PortalPages {

    private static final String KEY = "0199b3a4-6f5e-7c3d-8a77-1c2f6f0e4a99";
    private static final String REWARD_PAGE = "/rewards/" + REWARD;
    private static final String REDEMPTION_PAGE = "/my-rewards/" + REDEMPTION;

    static Stream<Arguments> outcomes() {
        var name = new BilingualText("香薰蜡烛", "Scented candle");
        return Stream.of(
                Arguments.of(
                        new Outcome.Redeemed(
                                REDEMPTION, REWARD, name, "KX7MP-2P9QR", Points.of(1_600), Points.of(400), false),
                        REDEMPTION_PAGE,
                        "success",
                        "redeem.done"),
                Arguments.of(new Outcome.NotAvailable(), "/rewards", "error", "redeem.notAvailable"),
                Arguments.of(new Outcome.SoldOut(), REWARD_PAGE, "error", "redeem.soldOut"),
                Arguments.of(new Outcome.LimitReached(2), REWARD_PAGE, "error", "redeem.limitReached"),
                Arguments.of(new Outcome.TierTooLow("black"), REWARD_PAGE, "error", "redeem.tierTooLow"),
                Arguments.of(
                        new Outcome.NotEnoughPoints(Points.of(10), Points.of(1_590)),
                        REWARD_PAGE,
                        "error",
                        "redeem.notEnough"),
                Arguments.of(new Outcome.MayNotSpend(), REWARD_PAGE, "error", "redeem.mayNotSpend"),
                Arguments.of(new Outcome.Conflict(REDEMPTION), REDEMPTION_PAGE, "warning", "redeem.conflict"));
    }

    @ParameterizedTest
    @MethodSource("outcomes")
    void each_outcome_has_its_page_and_its_sentence(Outcome outcome, String page, String kind, String key) {
        when(redeemReward.redeem(any())).thenReturn(outcome);
        var answer = send(REWARD_PAGE + "/redeem", "key", KEY);
        assertThat(answer).hasRedirectedUrl(page);
        assertThat(notice(answer)).extracting(Notice::kind, Notice::key).containsExactly(kind, key);
        assertThat(follow(answer)).hasStatusOk().bodyText().contains("notice-" + kind);
    }

    @Test
    void the_test_above_knows_every_outcome() {
        assertThat(outcomes().<Class<?>>map(arguments -> arguments.get()[0].getClass()))
                .containsExactlyInAnyOrderElementsOf(List.of(Outcome.class.getPermittedSubclasses()));
    }

    @Test
    void a_double_click_tells_the_same_key_twice_and_a_new_page_another() {
        when(redeemReward.redeem(any())).thenReturn(new Outcome.SoldOut());
        assertThat(keyOn(look(REWARD_PAGE))).isNotEqualTo(keyOn(look(REWARD_PAGE)));
        var key = keyOn(look(REWARD_PAGE));
        send(REWARD_PAGE + "/redeem", "key", key);
        verify(redeemReward).redeem(new Redeeming(MEMBER, REWARD, key));
    }

    @Test
    void a_key_that_is_no_key_is_refused_without_asking_the_port() {
        assertThat(send(REWARD_PAGE + "/redeem", "key", "a b")).hasStatus(400);
        verifyNoInteractions(redeemReward);
    }

    @ParameterizedTest
    @EnumSource(Availability.class)
    void only_what_can_be_redeemed_has_a_button(Availability availability) {
        when(catalogue.offer(MEMBER, REWARD)).thenReturn(Optional.of(offer(availability)));
        when(catalogue.offers(MEMBER)).thenReturn(List.of(offer(availability)));
        var form = assertThat(look(REWARD_PAGE)).hasStatusOk().bodyText();
        if (availability == Availability.AFFORDABLE) {
            form.contains("Redeem for 1,600 points", "name=\"key\"");
        } else {
            form.doesNotContain("name=\"key\"");
        }
        assertThat(look("/rewards")).hasStatusOk().bodyText().contains("Scented candle");
    }

    @Test
    void a_frozen_member_sees_everything_and_redeems_nothing() {
        when(members.find(MEMBER)).thenReturn(Optional.of(profile("Li Na", MemberStatus.FROZEN)));
        assertThat(look(REWARD_PAGE))
                .hasStatusOk()
                .bodyText()
                .contains(escaped(text("portal.frozen")))
                .doesNotContain("name=\"key\"");
    }

    @Test
    void the_filter_shows_only_what_is_affordable() {
        when(catalogue.offers(MEMBER)).thenReturn(List.of(offer(Availability.NOT_ENOUGH_POINTS)));
        assertThat(look("/rewards?affordable=true"))
                .hasStatusOk()
                .bodyText()
                .contains(text("rewards.noneAffordable.title"))
                .doesNotContain("Scented candle");
    }

    @Test
    void a_reward_that_is_not_there_is_not_found() {
        when(catalogue.offer(any(), any())).thenReturn(Optional.empty());
        assertThat(look(REWARD_PAGE)).hasStatus(404);
        assertThat(look("/rewards/nonsense")).hasStatus(404);
    }

    @Test
    void a_reward_that_had_its_time_is_gone() {
        when(catalogue.offer(any(), any())).thenReturn(Optional.empty());
        when(catalogue.isOver(any())).thenReturn(true);
        assertThat(look(REWARD_PAGE)).hasStatus(410);
    }

    @Test
    void a_redeemed_reward_shows_its_code_large_and_as_a_picture() {
        assertThat(look(REDEMPTION_PAGE))
                .hasStatusOk()
                .bodyText()
                .contains("KX7MP-2P9QR", "viewBox=\"0 0 29 29\"", "<path fill=\"#000\" d=\"M4,4h1v1h-1z");
    }

    @ParameterizedTest
    @EnumSource(
            value = RedemptionStatus.class,
            names = {"HANDED_OVER", "CANCELLED"})
    void a_code_that_was_used_is_no_picture_any_more(RedemptionStatus status) {
        when(redemptions.of(MEMBER, REDEMPTION)).thenReturn(Optional.of(redemption(status)));
        assertThat(look(REDEMPTION_PAGE)).hasStatusOk().bodyText().doesNotContain("class=\"qr\"");
    }

    @Test
    void another_members_redemption_is_not_found() {
        when(redemptions.of(MEMBER, REDEMPTION)).thenReturn(Optional.empty());
        assertThat(look(REDEMPTION_PAGE)).hasStatus(404);
    }

    private static Notice notice(MvcTestResult answer) {
        return (Notice) answer.getMvcResult().getFlashMap().get("notice");
    }

    private static String keyOn(MvcTestResult page) {
        try {
            var key = Pattern.compile("name=\"key\" value=\"([^\"]+)\"")
                    .matcher(page.getMvcResult().getResponse().getContentAsString());
            assertThat(key.find()).isTrue();
            return key.group(1);
        } catch (UnsupportedEncodingException e) {
            throw new AssertionError(e);
        }
    }
}
