package io.perennial.web.admin;

import io.perennial.membership.AppointStaff;
import io.perennial.membership.KeepStaffSignIns;
import io.perennial.membership.LookUpKind;
import io.perennial.membership.ReadAuditTrail;
import io.perennial.membership.ReadLookUps;
import io.perennial.membership.StaffRole;
import java.util.List;
import java.util.Set;
import java.util.UUID;

/** Accounts of the staff, and what they did. */
final class StaffSample {

    private StaffSample() {}

    static List<ReadAuditTrail.Line> changes() {
        return List.of(
                new ReadAuditTrail.Line(
                        UUID.fromString("0193579a-0000-7000-8000-00000000000b"),
                        Sample.NOW,
                        Sample.STAFF,
                        "Li Wei",
                        "member.frozen",
                        "member",
                        Sample.MEMBER.toString(),
                        "{\"status\":\"ACTIVE\"}",
                        "{\"status\":\"FROZEN\",\"reason\":\"odd refunds\"}",
                        "0193579a-0000-7000-8000-0000000000aa",
                        Sample.MEMBER),
                new ReadAuditTrail.Line(
                        UUID.fromString("0193579a-0000-7000-8000-00000000000c"),
                        Sample.NOW,
                        null,
                        null,
                        "staff.appointed",
                        "staff",
                        Sample.STAFF.toString(),
                        null,
                        "{\"roles\":[\"ADMIN\"]}",
                        null,
                        null));
    }

    static List<ReadLookUps.Line> lookUps() {
        return List.of(
                new ReadLookUps.Line(
                        UUID.fromString("0193579a-0000-7000-8000-00000000001a"),
                        Sample.NOW,
                        Sample.STAFF,
                        "Li Wei",
                        LookUpKind.PHONE,
                        Sample.MEMBER,
                        1,
                        "called about a parcel",
                        41,
                        true,
                        "203.0.113.*",
                        "0193579a-0000-7000-8000-0000000000aa"),
                new ReadLookUps.Line(
                        UUID.fromString("0193579a-0000-7000-8000-00000000001b"),
                        Sample.NOW,
                        Sample.STAFF,
                        "Li Wei",
                        LookUpKind.AUDIT_FILE,
                        null,
                        1_234,
                        null,
                        1,
                        false,
                        "2001:0db8:0000:*",
                        null));
    }

    static List<KeepStaffSignIns.Try> staffSignIns() {
        var from = new KeepStaffSignIns.From("Firefox · Linux", "203.0.113.*");
        return List.of(
                new KeepStaffSignIns.Try(
                        UUID.fromString("0193579a-0000-7000-8000-00000000002a"),
                        Sample.NOW,
                        Sample.STAFF,
                        "Li Wei",
                        KeepStaffSignIns.How.SECOND_RIGHT,
                        from,
                        true,
                        null),
                new KeepStaffSignIns.Try(
                        UUID.fromString("0193579a-0000-7000-8000-00000000002b"),
                        Sample.NOW,
                        null,
                        null,
                        KeepStaffSignIns.How.PASSWORD_WRONG,
                        new KeepStaffSignIns.From("", ""),
                        false,
                        null));
    }

    static List<AppointStaff.Account> accounts() {
        return List.of(
                new AppointStaff.Account(Sample.STAFF, "li.wei", "Li Wei", Set.of(StaffRole.ADMIN), false, Sample.NOW),
                new AppointStaff.Account(Sample.COLLEAGUE, "ana", "Ana", Set.of(StaffRole.SUPPORT), true, Sample.NOW));
    }
}
