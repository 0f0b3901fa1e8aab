package io.perennial.web.portal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.ArgumentMatchers.anyInt;
import static org.mockito.Mockito.when;

import io.perennial.membership.Benefit;
import io.perennial.membership.BenefitId;
import io.perennial.membership.BilingualText;
import io.perennial.membership.ReadBenefits;
import io.perennial.membership.ReadBenefits.Mine;
import io.perennial.membership.ReadBenefits.Use;
import io.perennial.membership.UseBenefit.Asked;
import java.io.UnsupportedEncodingException;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class BenefitPagesTests extends PortalPages {

    private static final BenefitId LOUNGE = BenefitId.next();
    private static final UUID USE = UUID.fromString("0199b3a4-6f5e-7c3d-8a77-1c2f6f0e4b03");

    @BeforeEach
    void a_lounge_and_a_cleaning() {
        when(benefits.all())
                .thenReturn(List.of(benefit(LOUNGE, "Lounge", "vip"), benefit(BenefitId.next(), "Cleaning", "black")));
        when(benefits.find(LOUNGE)).thenReturn(Optional.of(benefit(LOUNGE, "Lounge", "vip")));
        when(benefits.of(MEMBER)).thenReturn(List.of(mine(2, Optional.empty())));
    }

    @Test
    void tells_what_there_is_how_to_use_it_and_what_is_higher_up() throws Exception {
        assertThat(body("/benefits", "en"))
                .contains("Lounge", "Show it there", "2 of 2 left", "Use it now", "Cleaning");
        assertThat(body("/benefits", "zh-CN")).contains("剩余 2 次", "立即使用").doesNotContain("??");
    }

    @Test
    void tells_when_it_can_be_used_again_and_what_was_used() throws Exception {
        when(benefits.of(MEMBER)).thenReturn(List.of(mine(0, Optional.empty())));
        when(benefits.uses(any(), anyInt())).thenReturn(List.of(use(Optional.of(NOW)), use(Optional.empty())));
        assertThat(body("/benefits", "en"))
                .contains("again from January 1, 2027", "Used so far", "The code is open")
                .doesNotContain("Use it now");
    }

    @Test
    void shows_the_code_that_is_open() throws Exception {
        when(benefits.of(MEMBER)).thenReturn(List.of(mine(1, Optional.of(use(Optional.empty())))));
        assertThat(body("/benefits", "en")).contains("Show the code", "/benefits/uses/" + USE);
        when(benefits.use(MEMBER, USE)).thenReturn(Optional.of(use(Optional.empty())));
        assertThat(body("/benefits/uses/" + USE, "en")).contains("7K3M-Q9AB", "<svg", "Show it at the counter before");
        assertThat(body("/benefits/uses/" + USE, "zh-CN")).contains("7K3M-Q9AB").doesNotContain("??");
    }

    @Test
    void hides_a_code_that_was_used_and_keeps_one_of_a_partner() throws Exception {
        when(benefits.use(MEMBER, USE)).thenReturn(Optional.of(use(Optional.of(NOW))));
        assertThat(body("/benefits/uses/" + USE, "en")).contains("Used on").doesNotContain("7K3M-Q9AB");
        when(benefits.use(MEMBER, USE))
                .thenReturn(Optional.of(new Use(
                        USE,
                        LOUNGE,
                        "HOTEL-77",
                        NOW,
                        Optional.empty(),
                        Optional.of(NOW),
                        Optional.empty(),
                        Optional.empty())));
        assertThat(body("/benefits/uses/" + USE, "en")).contains("HOTEL-77", "nobody else has it");
        assertThat(look("/benefits/uses/" + UUID.randomUUID())).hasStatus(404);
    }

    @Test
    void leads_to_the_code_or_says_why_there_is_none() {
        var address = "/benefits/" + LOUNGE + "/use";
        for (var asked : List.of(new Asked.Code(USE, "x", NOW), new Asked.PartnerCode(USE, "y"))) {
            when(useBenefit.ask(MEMBER, LOUNGE)).thenReturn(asked);
            assertThat(send(address)).hasRedirectedUrl("/benefits/uses/" + USE);
        }
        for (var asked : List.of(
                new Asked.NotEntitled(), new Asked.UsedUp(), new Asked.PoolEmpty(), new Asked.MemberInactive())) {
            when(useBenefit.ask(MEMBER, LOUNGE)).thenReturn(asked);
            assertThat(send(address)).hasRedirectedUrl("/benefits");
        }
    }

    @Test
    void the_rule_sheet_tells_what_tiers_bring() throws Exception {
        assertThat(body("/rules", "en")).contains("with: Lounge", "with: Cleaning");
    }

    private static Benefit benefit(BenefitId id, String name, String tier) {
        return new Benefit(
                id,
                1,
                Benefit.Kind.PARTNER,
                new BilingualText(name, name),
                new BilingualText("出示", "Show it there"),
                Set.of(tier),
                Benefit.Way.COUNTER,
                2,
                Benefit.Period.YEAR,
                0,
                0,
                false);
    }

    private static Mine mine(int left, Optional<Use> open) {
        return new Mine(
                benefit(LOUNGE, "Lounge", "vip"),
                Optional.empty(),
                2,
                left,
                Optional.of(Instant.parse("2026-12-31T16:00:00Z")),
                Optional.empty(),
                open);
    }

    private static ReadBenefits.Use use(Optional<Instant> usedAt) {
        return new Use(
                USE,
                LOUNGE,
                "7K3M-Q9AB",
                NOW,
                Optional.of(NOW.plusSeconds(900)),
                usedAt,
                Optional.empty(),
                Optional.empty());
    }

    private String body(String address, String language) throws UnsupportedEncodingException {
        return look(address, Locale.forLanguageTag(language))
                .getMvcResult()
                .getResponse()
                .getContentAsString();
    }
}
