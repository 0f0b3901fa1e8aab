package io.perennial.web.admin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.post;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.redirectedUrl;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.status;

import io.perennial.membership.StaffRole;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.mockito.Mockito;

/** Written out once more instead of read from the table that the doors go by: a slip in that table fails here. */
class RolesOnPagesTests extends AdminPages {

    private static final String MEMBER = "/admin/members/" + Sample.MEMBER;
    private static final String RULE = "/admin/rules/" + Sample.RULE;
    private static final String REWARD = "/admin/rewards/" + Sample.REWARD;
    private static final String REDEMPTION = "/admin/redemptions/" + Sample.REDEMPTION;

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    /admin              | SUPPORT MARKETING CATALOGUE FINANCE ADMIN AUDITOR
                    /admin/search       | SUPPORT MARKETING CATALOGUE FINANCE ADMIN AUDITOR
                    /admin/search/found | SUPPORT MARKETING CATALOGUE FINANCE ADMIN AUDITOR
                    /admin/members      | SUPPORT FINANCE ADMIN AUDITOR
                    {member}            | SUPPORT FINANCE ADMIN AUDITOR
                    {member}/statement  | SUPPORT FINANCE ADMIN AUDITOR
                    {member}/transfers  | SUPPORT FINANCE ADMIN AUDITOR
                    {member}/close      | SUPPORT ADMIN
                    {member}/expiry/2028-11-30/edit | SUPPORT ADMIN
                    {member}/entries/9/edit | SUPPORT ADMIN
                    /admin/adjustments  | SUPPORT FINANCE ADMIN AUDITOR
                    {adjustment}        | SUPPORT FINANCE ADMIN AUDITOR
                    {adjustment}/pictures/1 | SUPPORT FINANCE ADMIN AUDITOR
                    {file}              | SUPPORT FINANCE ADMIN AUDITOR
                    /admin/points-policy/reasons | MARKETING FINANCE ADMIN AUDITOR
                    /admin/points-policy/reasons/new | ADMIN
                    /admin/adjustments/new?member={id} | SUPPORT FINANCE ADMIN
                    /admin/points-policy | MARKETING FINANCE ADMIN AUDITOR
                    /admin/points-policy/edit | ADMIN
                    /admin/redemptions  | SUPPORT ADMIN AUDITOR
                    {redemption}        | SUPPORT ADMIN AUDITOR
                    /admin/rules        | MARKETING ADMIN AUDITOR
                    {rule}              | MARKETING ADMIN AUDITOR
                    /admin/rules/new    | MARKETING ADMIN
                    {rule}/edit         | MARKETING ADMIN
                    /admin/missions     | MARKETING ADMIN AUDITOR
                    {mission}           | MARKETING ADMIN AUDITOR
                    {mission}/edit      | MARKETING ADMIN
                    /admin/missions/new | MARKETING ADMIN
                    /admin/missions/streak | MARKETING ADMIN AUDITOR
                    /admin/missions/streak/edit | MARKETING ADMIN
                    /admin/missions/badges | MARKETING ADMIN AUDITOR
                    /admin/missions/badges/new | MARKETING ADMIN
                    /admin/rewards      | CATALOGUE ADMIN AUDITOR
                    {reward}            | CATALOGUE ADMIN AUDITOR
                    /admin/rewards/new  | CATALOGUE ADMIN
                    {reward}/edit       | CATALOGUE ADMIN
                    /admin/tiers        | ADMIN AUDITOR
                    /admin/tiers/edit   | ADMIN
                    /admin/audit        | ADMIN AUDITOR
                    /admin/staff        | ADMIN AUDITOR
                    /admin/staff/new    | ADMIN
                    """)
    void pages_open_for_those_who_may_read_them_and_for_nobody_else(String pattern, String who) throws Exception {
        var address = address(pattern);
        for (var role : StaffRole.values()) {
            var allowed = List.of(who.split(" ")).contains(role.name());
            assertThat(page(address, role).andReturn().getResponse().getStatus())
                    .as("%s for %s", address, role)
                    .isEqualTo(allowed ? 200 : 403);
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    {member}/freeze       | SUPPORT ADMIN
                    {member}/identifiers/withdraw | SUPPORT ADMIN
                    {member}/transfers/freeze | SUPPORT ADMIN
                    {member}/transfers/unfreeze | SUPPORT ADMIN
                    {member}/transfers/{transfer}/return | SUPPORT ADMIN
                    {member}/unfreeze     | SUPPORT ADMIN
                    {member}/close        | SUPPORT ADMIN
                    {member}/expiry/2028-11-30/edit | SUPPORT ADMIN
                    {member}/entries/9/edit | SUPPORT ADMIN
                    /admin/adjustments/files | SUPPORT FINANCE ADMIN
                    {file}/start          | SUPPORT FINANCE ADMIN
                    {file}/approve        | SUPPORT FINANCE ADMIN
                    {file}/cancel         | SUPPORT FINANCE ADMIN
                    /admin/points-policy/reasons/new | ADMIN
                    /admin/points-policy/reasons/goodwill/edit | ADMIN
                    /admin/points-policy/reasons/goodwill/retire | ADMIN
                    /admin/points-policy/reasons/goodwill/bring-back | ADMIN
                    /admin/staff/{id}/membership | ADMIN
                    /admin/staff/{id}/membership/remove | ADMIN
                    {adjustment}/approve  | SUPPORT FINANCE ADMIN
                    {adjustment}/reject   | SUPPORT FINANCE ADMIN
                    {adjustment}/withdraw | SUPPORT FINANCE ADMIN
                    /admin/adjustments/new | SUPPORT FINANCE ADMIN
                    /admin/points-policy/edit | ADMIN
                    {redemption}/hand-over| SUPPORT ADMIN
                    {redemption}/cancel   | SUPPORT ADMIN
                    {rule}/edit           | MARKETING ADMIN
                    {rule}/retire         | MARKETING ADMIN
                    {mission}/edit        | MARKETING ADMIN
                    {mission}/retire      | MARKETING ADMIN
                    /admin/missions/streak/edit | MARKETING ADMIN
                    {reward}/edit         | CATALOGUE ADMIN
                    {reward}/publish      | CATALOGUE ADMIN
                    {reward}/withdraw     | CATALOGUE ADMIN
                    {reward}/stock        | CATALOGUE ADMIN
                    /admin/tiers/preview  | ADMIN
                    /admin/tiers/edit     | ADMIN
                    /admin/staff/new      | ADMIN
                    """)
    void changes_are_refused_to_those_who_may_not_make_them(String pattern, String who) throws Exception {
        for (var role : StaffRole.values()) {
            if (!List.of(who.split(" ")).contains(role.name())) {
                send(address(pattern), Map.of("reason", "because"), role).andExpect(status().isForbidden());
            }
        }
        Mockito.verifyNoInteractions(
                memberStatus,
                extendPoints,
                reinstatePoints,
                adjustPoints,
                receiveFile,
                steerImport,
                editReasons,
                ownMembership,
                freezeSending,
                returnTransfer,
                publishPolicy,
                settling,
                publishRule,
                publishMission,
                publishStreakPlan,
                editLadder,
                pictures);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{member}",
                "{rule}",
                "{reward}",
                "{mission}",
                "/admin/missions",
                "/admin/missions/streak",
                "/admin/missions/badges",
                "{redemption}",
                "/admin/rules",
                "/admin/rewards",
                "/admin/tiers",
                "/admin/points-policy",
                "/admin/staff"
            })
    void an_auditor_is_offered_no_change(String pattern) throws Exception {
        var auditors = page(address(pattern), StaffRole.AUDITOR)
                .andReturn()
                .getResponse()
                .getContentAsString();
        var main = auditors.substring(auditors.indexOf("<main"));
        assertThat(main).doesNotContain("method=\"post\"", "/edit\"", "/new\"", "/close\"");
        var admins = page(address(pattern), StaffRole.ADMIN)
                .andReturn()
                .getResponse()
                .getContentAsString();
        assertThat(admins.substring(admins.indexOf("<main"))).containsAnyOf("method=\"post\"", "/edit\"", "/new\"");
    }

    @Test
    void nobody_is_led_to_sign_in() throws Exception {
        mvc.perform(get("/admin/members")).andExpect(redirectedUrl("/admin/sign-in"));
    }

    @Test
    void a_change_without_the_forms_token_is_refused() throws Exception {
        mvc.perform(as(post(REDEMPTION + "/hand-over"), StaffRole.ADMIN)).andExpect(status().isForbidden());
        Mockito.verifyNoInteractions(settling);
    }

    private static String address(String pattern) {
        return pattern.replace("{member}", MEMBER)
                .replace("{id}", Sample.MEMBER.toString())
                .replace("{transfer}", TransferSample.TRANSFER.toString())
                .replace("{file}", "/admin/adjustments/files/" + AdjustmentSample.ADJUSTMENT)
                .replace("{adjustment}", "/admin/adjustments/" + AdjustmentSample.ADJUSTMENT)
                .replace("{rule}", RULE)
                .replace("{mission}", "/admin/missions/" + MissionSample.MISSION)
                .replace("{reward}", REWARD)
                .replace("{redemption}", REDEMPTION);
    }
}
