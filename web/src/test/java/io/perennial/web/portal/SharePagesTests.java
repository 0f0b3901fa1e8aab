package io.perennial.web.portal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.ArgumentMatchers.anyInt;
import static org.mockito.Mockito.never;
import static org.mockito.Mockito.verify;
import static org.mockito.Mockito.when;

import io.perennial.membership.MemberId;
import io.perennial.membership.MemberStatus;
import io.perennial.points.KeepHousehold;
import io.perennial.points.KeepHousehold.Household;
import io.perennial.points.KeepHousehold.Person;
import io.perennial.points.Points;
import io.perennial.points.PoolId;
import io.perennial.points.ReadTransfers.State;
import io.perennial.points.ReadTransfers.Transfer;
import io.perennial.points.ReturnTransfer;
import io.perennial.points.SendPoints;
import io.perennial.points.SendPoints.Sending;
import io.perennial.points.TransferId;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class SharePagesTests extends PortalPages {

    private static final MemberId FRIEND = MemberId.of("0199b3a4-6f5e-7c3d-8a77-1c2f6f0e4a77");
    private static final TransferId TRANSFER = TransferId.of("0199b3a4-6f5e-7c3d-8a77-1c2f6f0e4a78");
    private static final String KEY = "0199b3a4-6f5e-7c3d-8a77-1c2f6f0e4a79";

    static Stream<Arguments> outcomes() {
        return Stream.of(
                Arguments.of(new SendPoints.Outcome.Sent(TRANSFER, Points.of(70)), "Your own balance is 70 points"),
                Arguments.of(new SendPoints.Outcome.NotEnough(Points.of(7), Points.of(3)), "only 7 points"),
                Arguments.of(new SendPoints.Outcome.TooFew(Points.of(10)), "send 10 points or more"),
                Arguments.of(new SendPoints.Outcome.TooManyToday(Points.of(4)), "4 more can be sent today"),
                Arguments.of(new SendPoints.Outcome.TooManyThisMonth(Points.of(5)), "5 more can be sent this month"),
                Arguments.of(new SendPoints.Outcome.MayNotSend(), "You can’t send these points"),
                Arguments.of(new SendPoints.Outcome.MayNotReceive(), "can’t be sent there"),
                Arguments.of(new SendPoints.Outcome.ToOneself(), "your own code"),
                Arguments.of(new SendPoints.Outcome.Conflict(), "already sent something else"));
    }

    @ParameterizedTest
    @MethodSource("outcomes")
    void every_outcome_of_a_gift_has_its_sentence(SendPoints.Outcome outcome, String sentence) throws Exception {
        when(receivingCodes.find("ABC")).thenReturn(Optional.of(FRIEND));
        when(sendPoints.send(new Sending(MEMBER, FRIEND, Points.of(1_000), "portal:" + KEY)))
                .thenReturn(outcome);

        assertThat(after("/share/send", "/share", Map.of("code", "ABC", "points", "1,000", "key", KEY)))
                .contains(sentence);
    }

    @Test
    void a_code_that_leads_nowhere_or_a_number_that_is_none_sends_nothing() throws Exception {
        assertThat(after("/share/send", "/share", Map.of("code", "XYZ", "points", "10", "key", KEY)))
                .contains("This code leads nowhere");
        assertThat(after("/share/send", "/share", Map.of("code", "XYZ", "points", "1.5", "key", KEY)))
                .contains("whole number");
        verify(sendPoints, never()).send(any());
    }

    @Test
    void whoever_goes_through_codes_is_stopped() throws Exception {
        var last = "";
        for (int i = 0; i < 50; i++) {
            last = after("/share/send", "/share", Map.of("code", "X" + i, "points", "10", "key", KEY));
        }
        assertThat(last).contains("many codes in a short time");
    }

    @Test
    void a_gift_may_be_taken_back_while_its_time_is_not_over() throws Exception {
        when(transfers.of(any(), anyInt()))
                .thenReturn(
                        List.of(transfer(MEMBER, FRIEND, State.DELIVERED), transfer(FRIEND, MEMBER, State.DELIVERED)));
        when(members.names(any())).thenReturn(Map.of(FRIEND, "王芳"));
        when(members.find(FRIEND)).thenReturn(Optional.of(profile("王芳", MemberStatus.ACTIVE)));
        assertThat(body("/share"))
                .contains("To 王…", "From 王…")
                .containsOnlyOnce("/undo")
                .doesNotContain("王芳");

        when(returnTransfer.takeBack(MEMBER, TRANSFER)).thenReturn(new ReturnTransfer.Outcome.TakenBack(Points.of(9)));
        assertThat(after("/share/" + TRANSFER + "/undo", "/share", Map.of())).contains("9 points are back with you");
        when(returnTransfer.takeBack(MEMBER, TRANSFER)).thenReturn(new ReturnTransfer.Outcome.AlreadyUsed());
        assertThat(after("/share/" + TRANSFER + "/undo", "/share", Map.of())).contains("used already");
        when(returnTransfer.takeBack(MEMBER, TRANSFER)).thenReturn(new ReturnTransfer.Outcome.TooLate());
        assertThat(after("/share/" + TRANSFER + "/undo", "/share", Map.of())).contains("is over");
        when(returnTransfer.takeBack(MEMBER, TRANSFER)).thenReturn(new ReturnTransfer.Outcome.UnknownTransfer());
        assertThat(after("/share/" + TRANSFER + "/undo", "/share", Map.of())).contains("could not find");
    }

    @Test
    void an_owner_sees_the_code_and_what_may_be_changed_and_others_do_not() throws Exception {
        household(true, true);
        assertThat(body("/household")).contains("KLMNP QRSTU", "Let take out", "Take out", "Leave the household");
        household(false, false);
        assertThat(body("/household"))
                .contains("hasn’t let you take points out")
                .doesNotContain("KLMNP QRSTU", "Let take out");
    }

    @Test
    void every_outcome_of_a_household_has_its_sentence() throws Exception {
        for (var each : Map.of(
                        new KeepHousehold.Outcome.Done(), "Welcome home",
                        new KeepHousehold.Outcome.InOneAlready(), "in a household already",
                        new KeepHousehold.Outcome.UnknownCode(), "leads nowhere",
                        new KeepHousehold.Outcome.Full(), "at most 8",
                        new KeepHousehold.Outcome.MayNot(), "isn’t possible",
                        new KeepHousehold.Outcome.BadName(), "at most 40")
                .entrySet()) {
            when(households.join(MEMBER, "ABC")).thenReturn(each.getKey());
            assertThat(after("/household/join", "/household", Map.of("code", "ABC")))
                    .contains(each.getValue());
        }
    }

    private void household(boolean owner, boolean mayDraw) {
        when(households.of(MEMBER))
                .thenReturn(Optional.of(new Household(
                        new PoolId(FRIEND.value()),
                        "Home",
                        "KLMNPQRSTU",
                        Points.of(500),
                        List.of(new Person(MEMBER, owner, mayDraw, NOW), new Person(FRIEND, !owner, !owner, NOW)))));
    }

    private static Transfer transfer(MemberId from, MemberId to, State state) {
        return new Transfer(TRANSFER, from, to, from, Points.of(9), state, null, NOW, NOW.plus(Duration.ofMinutes(5)));
    }

    private String body(String address) throws Exception {
        return look(address, Locale.ENGLISH).getMvcResult().getResponse().getContentAsString();
    }

    private String after(String address, String page, Map<String, String> form) throws Exception {
        var sent = send(
                address,
                form.entrySet().stream()
                        .flatMap(each -> Stream.of(each.getKey(), each.getValue()))
                        .toArray(String[]::new));
        assertThat(sent).hasRedirectedUrl(page);
        return follow(sent).getMvcResult().getResponse().getContentAsString();
    }
}
