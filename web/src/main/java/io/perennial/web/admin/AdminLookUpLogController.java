package io.perennial.web.admin;

import io.perennial.membership.AppointStaff;
import io.perennial.membership.LookUpKind;
import io.perennial.membership.MemberId;
import io.perennial.membership.Programme;
import io.perennial.membership.ReadLookUps;
import io.perennial.membership.ReadMember;
import io.perennial.membership.StaffId;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.format.annotation.DateTimeFormat;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** Who of the staff looked at what of whom. */
@Controller
class AdminLookUpLogController {

    private static final String PAGE = "/admin/audit/look-ups";
    private static final String UNUSUAL = "unusual";
    private static final int LINES = 50;
    private static final Duration LATELY = Duration.ofDays(30);

    private final ReadLookUps lookUps;
    private final ReadMember members;
    private final AppointStaff staff;
    private final Programme programme;
    private final Clock clock;

    AdminLookUpLogController(
            ReadLookUps lookUps, ReadMember members, AppointStaff staff, Programme programme, Clock clock) {
        this.lookUps = lookUps;
        this.members = members;
        this.staff = staff;
        this.programme = programme;
        this.clock = clock;
    }

    /** A line with the member's name, if there is one. */
    record Row(ReadLookUps.Line line, @Nullable String memberName) {}

    @GetMapping(PAGE)
    String list(
            @RequestParam(defaultValue = "") String what,
            @RequestParam Optional<UUID> by,
            @RequestParam Optional<MemberId> member,
            @RequestParam @DateTimeFormat(iso = DateTimeFormat.ISO.DATE) Optional<LocalDate> from,
            @RequestParam @DateTimeFormat(iso = DateTimeFormat.ISO.DATE) Optional<LocalDate> until,
            @RequestParam Optional<UUID> before,
            Model model) {
        var kind = Arrays.stream(LookUpKind.values())
                .filter(each -> each.name().equals(what))
                .findFirst();
        var page = lookUps.find(new ReadLookUps.Query(
                by.map(StaffId::new),
                member,
                kind,
                what.equals(UNUSUAL),
                from.map(this::startOf),
                until.map(day -> startOf(day.plusDays(1))),
                before,
                LINES));
        var filters = new HashMap<String, String>();
        filters.put("what", kind.map(Enum::name).orElse(what.equals(UNUSUAL) ? UNUSUAL : ""));
        filters.put("by", by.map(UUID::toString).orElse(""));
        filters.put("member", member.map(MemberId::toString).orElse(""));
        filters.put("from", from.map(LocalDate::toString).orElse(""));
        filters.put("until", until.map(LocalDate::toString).orElse(""));
        var names = members.names(page.lines().stream()
                .map(ReadLookUps.Line::member)
                .filter(Objects::nonNull)
                .distinct()
                .toList());
        model.addAttribute("rows", rows(page.lines(), names));
        model.addAttribute("filters", filters);
        model.addAttribute("filtered", filters.values().stream().anyMatch(value -> !value.isEmpty()));
        model.addAttribute("kinds", LookUpKind.values());
        model.addAttribute("keptDays", lookUps.kept().toDays());
        model.addAttribute("accounts", staff.accounts());
        model.addAttribute("unusual", lookUps.unusual(clock.instant().minus(LATELY)));
        model.addAttribute(
                "paging",
                Paging.of(
                        PAGE,
                        filters,
                        before.isEmpty(),
                        page.hasMore()
                                ? Map.of("before", page.lines().getLast().id().toString())
                                : Map.of()));
        return "admin/audit/look-ups";
    }

    private Instant startOf(LocalDate day) {
        return day.atStartOfDay(programme.zone()).toInstant();
    }

    private static List<Row> rows(List<ReadLookUps.Line> lines, Map<MemberId, String> names) {
        return lines.stream()
                .map(line -> new Row(line, line.member() == null ? null : names.get(line.member())))
                .toList();
    }
}
