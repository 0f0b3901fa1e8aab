package io.perennial.web.admin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.ArgumentMatchers.anyInt;
import static org.mockito.Mockito.verifyNoInteractions;
import static org.mockito.Mockito.when;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.csrf;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.post;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.status;

import io.perennial.membership.FindMembers;
import io.perennial.membership.ReadAuditTrail;
import io.perennial.membership.StaffRole;
import io.perennial.rewards.ReadRedemptions;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.test.web.servlet.request.MockHttpServletRequestBuilder;

class EveryPageTests extends AdminPages {

    private static final Path TEMPLATES = Path.of("src/main/resources/templates/admin");
    private static final List<String> FOLDERS = List.of(
            "adjustments",
            "audit",
            "benefit-uses",
            "benefits",
            "campaigns",
            "consents",
            "dashboard",
            "imports",
            "ledger-check",
            "members",
            "members/identifiers",
            "merges",
            "missions",
            "missions/badges",
            "missions/streak",
            "points-policy",
            "points-policy/reasons",
            "recommendations",
            "redemptions",
            "rewards",
            "rules",
            "search",
            "segments",
            "staff",
            "tiers");

    /** Template to the address that shows it. */
    private static final Map<String, String> PAGES = new TreeMap<>(Map.ofEntries(
            Map.entry("dashboard/show", "/admin"),
            Map.entry("ledger-check/show", "/admin/ledger-check"),
            Map.entry("search/show", "/admin/search?q=ta"),
            Map.entry("members/list", "/admin/members"),
            Map.entry("members/show", "/admin/members/" + Sample.MEMBER),
            Map.entry("members/statement", "/admin/members/" + Sample.MEMBER + "/statement"),
            Map.entry("members/activities", "/admin/members/" + Sample.MEMBER + "/activities"),
            Map.entry("members/timeline", "/admin/members/" + Sample.MEMBER + "/timeline"),
            Map.entry("members/activity", "/admin/members/" + Sample.MEMBER + "/activities/" + Sample.ACTIVITY),
            Map.entry("members/redemptions", "/admin/members/" + Sample.MEMBER + "/redemptions"),
            Map.entry("members/erase", "/admin/members/" + Sample.MEMBER + "/erasure/edit"),
            Map.entry("members/erasures", "/admin/members/erasures"),
            Map.entry("members/tags", "/admin/members/tags"),
            Map.entry("members/correct", "/admin/members/" + Sample.MEMBER + "/profile/edit"),
            Map.entry("members/consents", "/admin/members/" + Sample.MEMBER + "/consents"),
            Map.entry("consents/list", "/admin/consents"),
            Map.entry("consents/edit", "/admin/consents/OFFERS/edit"),
            Map.entry("members/identifiers/new", "/admin/members/" + Sample.MEMBER + "/identifiers/new"),
            Map.entry("members/transfers", "/admin/members/" + Sample.MEMBER + "/transfers"),
            Map.entry("members/close", "/admin/members/" + Sample.MEMBER + "/close"),
            Map.entry("merges/list", "/admin/merges"),
            Map.entry("merges/create", "/admin/merges/new?survivor=" + Sample.MEMBER + "&merged=" + MergeSample.TWICE),
            Map.entry("merges/show", "/admin/merges/" + MergeSample.PROPOSED.id()),
            Map.entry("benefits/list", "/admin/benefits"),
            Map.entry("benefits/show", "/admin/benefits/" + TierSample.BENEFIT),
            Map.entry("benefits/edit", "/admin/benefits/" + TierSample.BENEFIT + "/edit"),
            Map.entry("benefit-uses/show", "/admin/benefit-uses?code=7K3M-Q9AB"),
            Map.entry("members/benefits", "/admin/members/" + Sample.MEMBER + "/benefits"),
            Map.entry("members/tier", "/admin/members/" + Sample.MEMBER + "/tier/edit"),
            Map.entry("members/reinstate", "/admin/members/" + Sample.MEMBER + "/entries/9/edit"),
            Map.entry("imports/list", "/admin/adjustments/files"),
            Map.entry("imports/create", "/admin/imports/new"),
            Map.entry("imports/adjust", "/admin/adjustments/files/new"),
            Map.entry("imports/show", "/admin/adjustments/files/" + AdjustmentSample.ADJUSTMENT),
            Map.entry("points-policy/reasons/list", "/admin/points-policy/reasons"),
            Map.entry("points-policy/reasons/edit", "/admin/points-policy/reasons/misuse/edit"),
            Map.entry("adjustments/list", "/admin/adjustments"),
            Map.entry("adjustments/create", "/admin/adjustments/new?member=" + Sample.MEMBER),
            Map.entry("adjustments/show", "/admin/adjustments/" + AdjustmentSample.ADJUSTMENT),
            Map.entry("points-policy/show", "/admin/points-policy"),
            Map.entry("points-policy/edit", "/admin/points-policy/edit"),
            Map.entry("members/extend", "/admin/members/" + Sample.MEMBER + "/expiry/2028-11-30/edit"),
            Map.entry("campaigns/list", "/admin/campaigns"),
            Map.entry("campaigns/create", "/admin/campaigns/new"),
            Map.entry("rules/replay", "/admin/rules/" + RuleSample.CAMPAIGN + "/draft/replay"),
            Map.entry("rules/pilots", "/admin/rules/pilots"),
            Map.entry("rules/pilot", "/admin/rules/" + RuleSample.CAMPAIGN + "/pilot"),
            Map.entry("rules/pilot-new", "/admin/rules/" + RuleSample.CAMPAIGN + "/pilot/new"),
            Map.entry("rules/list", "/admin/rules"),
            Map.entry("rules/show", "/admin/rules/" + Sample.RULE),
            Map.entry("rules/edit", "/admin/rules/" + Sample.RULE + "/edit"),
            Map.entry("segments/list", "/admin/segments"),
            Map.entry("segments/show", "/admin/segments/mug-lovers"),
            Map.entry("segments/edit", "/admin/segments/mug-lovers/edit"),
            Map.entry("segments/why", "/admin/segments/mug-lovers/why?member=" + Sample.MEMBER),
            Map.entry("missions/list", "/admin/missions"),
            Map.entry("missions/show", "/admin/missions/" + MissionSample.MISSION),
            Map.entry("missions/edit", "/admin/missions/" + MissionSample.MISSION + "/edit"),
            Map.entry("missions/streak/show", "/admin/missions/streak"),
            Map.entry("missions/streak/edit", "/admin/missions/streak/edit"),
            Map.entry("missions/badges/list", "/admin/missions/badges"),
            Map.entry("missions/badges/edit", "/admin/missions/badges/" + MissionSample.BADGE.id() + "/edit"),
            Map.entry("tiers/list", "/admin/tiers"),
            Map.entry("tiers/edit", "/admin/tiers/edit"),
            Map.entry("tiers/preview", "POST /admin/tiers/preview"),
            Map.entry("rewards/list", "/admin/rewards"),
            Map.entry("rewards/show", "/admin/rewards/" + Sample.REWARD),
            Map.entry("rewards/edit", "/admin/rewards/" + Sample.REWARD + "/edit"),
            Map.entry("recommendations/list", "/admin/recommendations"),
            Map.entry("recommendations/show", "/admin/recommendations/article?sku=CUP-02"),
            Map.entry("redemptions/list", "/admin/redemptions"),
            Map.entry("redemptions/show", "/admin/redemptions/" + Sample.REDEMPTION),
            Map.entry("audit/list", "/admin/audit"),
            Map.entry("audit/look-ups", "/admin/audit/look-ups"),
            Map.entry("staff/permissions", "/admin/staff/permissions"),
            Map.entry("staff/sign-ins", "/admin/staff/sign-ins"),
            Map.entry("staff/list", "/admin/staff"),
            Map.entry("staff/show", "/admin/staff/" + Sample.COLLEAGUE),
            Map.entry("staff/edit", "/admin/staff/" + Sample.COLLEAGUE + "/edit"),
            Map.entry("staff/create", "/admin/staff/new")));

    @Test
    void every_template_is_among_the_pages_looked_at() throws IOException {
        var templates = new TreeSet<String>();
        for (var folder : FOLDERS) {
            try (var files = Files.list(TEMPLATES.resolve(folder))) {
                files.filter(file -> file.toString().endsWith(".html"))
                        .forEach(file -> templates.add(
                                folder + "/" + file.getFileName().toString().replace(".html", "")));
            }
        }
        assertThat(templates).containsExactlyElementsOf(PAGES.keySet());
    }

    @ParameterizedTest
    @ValueSource(strings = {"en", "zh-CN"})
    void every_page_speaks_both_languages(String language) throws Exception {
        for (var page : PAGES.entrySet()) {
            var body = look(page.getValue(), Locale.forLanguageTag(language));
            assertThat(body)
                    .as(page.getKey())
                    .contains("<html", "lang=\"" + language + "\"")
                    .contains("<h1");
            assertThat(body).as("keys without a text on " + page.getKey()).doesNotContain("??");
        }
    }

    @Test
    void lists_without_anything_say_so_in_both_languages() throws Exception {
        when(members.find(any())).thenReturn(new FindMembers.Page(List.of(), false));
        when(rules.current()).thenReturn(List.of());
        when(missions.all()).thenReturn(List.of());
        when(benefits.all()).thenReturn(List.of());
        when(badges.all()).thenReturn(List.of());
        when(rules.all()).thenReturn(List.of());
        when(segments.all()).thenReturn(List.of());
        when(catalogue.rewards()).thenReturn(List.of());
        when(redemptions.all(any(), any(), anyInt())).thenReturn(new ReadRedemptions.Page(List.of(), false));
        when(audit.find(any())).thenReturn(new ReadAuditTrail.Page(List.of(), false));
        for (var address : List.of(
                "/admin/members",
                "/admin/benefits",
                "/admin/missions",
                "/admin/missions/badges",
                "/admin/rules",
                "/admin/segments",
                "/admin/campaigns",
                "/admin/rewards",
                "/admin/redemptions",
                "/admin/audit")) {
            for (var language : List.of(Locale.ENGLISH, Locale.SIMPLIFIED_CHINESE)) {
                assertThat(look(address, language))
                        .as(address)
                        .contains("class=\"empty\"")
                        .doesNotContain("??");
            }
        }
    }

    /** Forms in which staff correct what is written, and see it for that, leave a line of their own. */
    @Test
    void no_page_shows_what_is_hidden_from_its_reader() throws Exception {
        when(profiles.find(Sample.MEMBER)).thenReturn(Optional.of(MemberSample.profile(MemberSample.EVERY_IDENTIFIER)));
        var phone = Sample.PHONE.value().substring(3);
        for (var page : PAGES.entrySet()) {
            if (page.getKey().equals("members/correct")) {
                continue;
            }
            for (var role : StaffRole.values()) {
                var answer = mvc.perform(as(request(page.getValue()), role)).andReturn();
                if (answer.getResponse().getStatus() != 200) {
                    continue;
                }
                var body = answer.getResponse().getContentAsString(StandardCharsets.UTF_8);
                assertThat(body)
                        .as("%s for %s", page.getKey(), role)
                        .doesNotContain(phone, Sample.EMAIL.value(), "88001234567", "wx-oPenId77", "1990")
                        .doesNotContain("Feb 28");
                if (role == StaffRole.SUPPORT || role == StaffRole.ADMIN) {
                    continue;
                }
                assertThat(body).as("%s for %s", page.getKey(), role).doesNotContain(Sample.NAME, "C-17850");
            }
        }
        verifyNoInteractions(recordLookUp);
    }

    @Test
    void no_page_has_a_script_or_a_style_within() throws Exception {
        for (var page : PAGES.entrySet()) {
            var body = look(page.getValue(), Locale.ENGLISH);
            assertThat(body).as(page.getKey()).doesNotContainPattern("<script(?![^>]* src=)");
            assertThat(body).as(page.getKey()).doesNotContainPattern("<style|\\sstyle=|\\son[a-z]+=");
        }
    }

    @Test
    void ids_on_a_page_are_unique() throws Exception {
        for (var page : PAGES.entrySet()) {
            var ids = Pattern.compile("\\sid=\"([^\"]+)\"")
                    .matcher(look(page.getValue(), Locale.ENGLISH))
                    .results()
                    .map(result -> result.group(1))
                    .toList();
            assertThat(ids).as(page.getKey()).doesNotHaveDuplicates();
        }
    }

    private String look(String address, Locale language) throws Exception {
        return mvc.perform(as(request(address), StaffRole.ADMIN).header("Accept-Language", language.toLanguageTag()))
                .andExpect(status().isOk())
                .andReturn()
                .getResponse()
                .getContentAsString(StandardCharsets.UTF_8);
    }

    private static MockHttpServletRequestBuilder request(String address) {
        return address.startsWith("POST ")
                ? post(address.substring(5)).with(csrf()).params(Forms.ladder())
                : get(address);
    }
}
