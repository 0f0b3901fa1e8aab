package io.perennial.web.portal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.ArgumentMatchers.anyInt;
import static org.mockito.Mockito.verify;
import static org.mockito.Mockito.verifyNoInteractions;
import static org.mockito.Mockito.when;

import io.perennial.points.AnnounceExpiry.Announcement;
import io.perennial.points.Points;
import io.perennial.points.ReadBalance;
import io.perennial.points.ReadExtensions.Cause;
import io.perennial.points.ReadExtensions.Extended;
import java.io.UncheckedIOException;
import java.io.UnsupportedEncodingException;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What members read of the end of their points, and that reading it counts as being told. */
class ExpiryPagesTests extends PortalPages {

    @Test
    void the_first_page_names_every_end_that_it_tells_of() {
        when(announceExpiry.show(MEMBER))
                .thenReturn(List.of(
                        new Announcement(LocalDate.of(2026, 11, 30), Points.of(320)),
                        new Announcement(LocalDate.of(2026, 12, 31), Points.of(1))));

        assertThat(page("/"))
                .contains("320 points expire soon", "November 30, 2026", "1 more point until December 31, 2026");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/", "/statement"})
    void whoever_sees_the_page_has_been_told(String address) {
        page(address);

        verify(announceExpiry).show(MEMBER);
    }

    @Test
    void other_pages_tell_nobody() {
        page("/rewards");

        verifyNoInteractions(announceExpiry);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/", "/statement"})
    void what_was_prolonged_is_explained_in_plain_words(String address) {
        somethingWasPutOff();
        when(extensions.of(any(), anyInt()))
                .thenReturn(List.of(extended(Cause.NOT_TOLD, 2027), extended(Cause.BY_STAFF, 2027)));

        assertThat(page(address))
                .contains(
                        "We had not told you in time, so you can use them until January 14, 2027.",
                        "Our team gave you more time: 120 points that would have ended on November 30, 2026");
    }

    @Test
    void what_has_ended_since_is_not_spoken_of_again() {
        somethingWasPutOff();
        when(extensions.of(any(), anyInt())).thenReturn(List.of(extended(Cause.NOT_TOLD, 2026)));

        assertThat(page("/")).doesNotContain("You have longer");
    }

    private void somethingWasPutOff() {
        when(balances.of(MEMBER))
                .thenReturn(new ReadBalance.Balance(Points.of(120), List.of(), Points.NONE, List.of(), true));
    }

    private static Extended extended(Cause cause, int year) {
        return new Extended(
                NOW.minus(Duration.ofDays(3)),
                cause,
                LocalDate.of(2026, 11, 30),
                LocalDate.of(year, 1, 14),
                Points.of(120),
                Optional.empty(),
                Optional.empty());
    }

    private String page(String address) {
        try {
            return look(address).getMvcResult().getResponse().getContentAsString();
        } catch (UnsupportedEncodingException impossible) {
            throw new UncheckedIOException(impossible);
        }
    }
}
