package io.perennial.web.security;

import io.perennial.membership.KeepStaffSignIns;
import io.perennial.membership.KeepStaffSignIns.From;
import io.perennial.membership.KeepStaffSignIns.How;
import io.perennial.membership.StaffId;
import jakarta.servlet.http.HttpServletRequest;
import org.springframework.http.HttpHeaders;
import org.springframework.stereotype.Component;

/** Notes how staff came in, or did not: with which sort of device and from which network, neither of which names anybody. */
@Component
public class StaffEntrances {

    private final KeepStaffSignIns signIns;

    StaffEntrances(KeepStaffSignIns signIns) {
        this.signIns = signIns;
    }

    public void note(String login, How outcome, HttpServletRequest request) {
        signIns.keep(login, outcome, from(request));
    }

    public void note(StaffId staff, How outcome, HttpServletRequest request) {
        signIns.keep(staff, outcome, from(request));
    }

    private static From from(HttpServletRequest request) {
        return new From(DeviceName.of(request.getHeader(HttpHeaders.USER_AGENT)), NetworkAddress.shortened(request));
    }
}
