package io.perennial.web.admin;

import static org.hamcrest.Matchers.allOf;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.not;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.Mockito.never;
import static org.mockito.Mockito.verify;
import static org.mockito.Mockito.when;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.content;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.flash;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.redirectedUrl;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.status;

import io.perennial.insights.EditRecommendations.Outcome;
import io.perennial.membership.StaffRole;
import io.perennial.web.pages.Notice;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class RecommendationPagesTests extends AdminPages {

    private static final String LIST = "/admin/recommendations";
    private static final String MUG = "/admin/recommendations/article?sku=CUP-02";

    @Test
    void shows_the_articles_and_what_is_never_recommended() throws Exception {
        page(LIST + "?q=mug", StaffRole.CATALOGUE)
                .andExpect(status().isOk())
                .andExpect(content()
                        .string(allOf(
                                containsString("Stoneware mug"),
                                containsString("No, named like a fee"),
                                containsString("41,000 pairs of 3,600 articles"),
                                containsString("one in 3 was looked at"))));
        verify(recommendations).find("mug", 50);
        page(LIST, StaffRole.SUPPORT).andExpect(status().isForbidden());
    }

    @Test
    void says_when_nothing_was_counted_or_found() throws Exception {
        when(countedRecommendations.counted()).thenReturn(Optional.empty());
        when(recommendations.find("", 50)).thenReturn(List.of());
        page(LIST, StaffRole.MARKETING)
                .andExpect(content()
                        .string(allOf(
                                containsString("Nothing has been counted yet"), containsString("class=\"empty\""))));
    }

    @Test
    void shows_what_goes_with_an_article_and_how_strongly() throws Exception {
        page(MUG, StaffRole.AUDITOR)
                .andExpect(content()
                        .string(allOf(
                                containsString("3.3× as often"),
                                containsString("211.4"),
                                containsString("42 days"),
                                containsString("asked for by the shop"),
                                not(containsString("article/exclude\"")))));
        when(recommendations.show("nothing")).thenReturn(Optional.empty());
        page("/admin/recommendations/article?sku=nothing", StaffRole.AUDITOR).andExpect(status().isNotFound());
    }

    @Test
    void leaves_an_article_out_and_lets_one_in() throws Exception {
        when(recommendations.exclude(any(), any(), any())).thenReturn(new Outcome.Done());
        when(recommendations.admit(any(), any(), any())).thenReturn(new Outcome.Done());
        send(LIST + "/article/exclude", Map.of("sku", "CUP-02", "reason", "sold out for ever"), StaffRole.CATALOGUE)
                .andExpect(redirectedUrl(MUG));
        verify(recommendations).exclude("CUP-02", "sold out for ever", Sample.STAFF);
        send(LIST + "/article/admit", Map.of("sku", "CUP-02", "reason", "back again"), StaffRole.CATALOGUE)
                .andExpect(redirectedUrl(MUG));
        verify(recommendations).admit("CUP-02", "back again", Sample.STAFF);
        send(LIST + "/article/exclude", Map.of("sku", "CUP-02", "reason", "x"), StaffRole.AUDITOR)
                .andExpect(status().isForbidden());
    }

    @Test
    void asks_for_a_reason_and_for_an_article_that_is_known() throws Exception {
        when(recommendations.exclude(any(), any(), any())).thenReturn(new Outcome.NoReason());
        send(LIST + "/article/exclude", Map.of("sku", "CUP-02"), StaffRole.CATALOGUE)
                .andExpect(redirectedUrl(MUG))
                .andExpect(flash().attribute("notice", Notice.error("admin.recommendations.no-reason", 200)));
        when(recommendations.admit(any(), any(), any())).thenReturn(new Outcome.UnknownArticle());
        send(LIST + "/article/admit", Map.of("sku", "CUP-99", "reason", "x"), StaffRole.CATALOGUE)
                .andExpect(status().isNotFound());
    }

    @Test
    void counts_anew_when_asked() throws Exception {
        send(LIST, Map.of(), StaffRole.MARKETING).andExpect(redirectedUrl(LIST));
        verify(recommendationRuns).begin();
    }

    @Test
    void only_those_who_may_change_anything_have_it_counted() throws Exception {
        send(LIST, Map.of(), StaffRole.AUDITOR).andExpect(status().isForbidden());
        verify(recommendationRuns, never()).begin();
    }
}
