package io.perennial.web.portal;

import com.fasterxml.uuid.Generators;
import io.perennial.membership.MemberId;
import io.perennial.membership.ReadMember;
import io.perennial.points.KeepHousehold;
import io.perennial.points.KeepReceivingCode;
import io.perennial.points.Points;
import io.perennial.points.ReadBalance;
import io.perennial.points.ReadTransfers;
import io.perennial.points.ReadTransfers.Transfer;
import io.perennial.points.ReturnTransfer;
import io.perennial.points.SendPoints;
import io.perennial.points.SendPoints.Outcome;
import io.perennial.points.SendPoints.Sending;
import io.perennial.points.TransferId;
import io.perennial.web.pages.Notice;
import io.perennial.web.security.Attempts;
import io.perennial.web.security.SignedInMember;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** Points for a friend: by the code that the friend shows, so that no address has to be asked for. */
@Controller
@RequestMapping("/share")
class ShareController {

    private static final int LATEST = 20;
    private static final String PAGE = "redirect:/share";

    private final SendPoints sendPoints;
    private final ReturnTransfer returnTransfer;
    private final ReadTransfers transfers;
    private final KeepReceivingCode codes;
    private final KeepHousehold households;
    private final ReadBalance balances;
    private final ReadMember members;
    private final Attempts attempts;
    private final Clock clock;

    ShareController(
            SendPoints sendPoints,
            ReturnTransfer returnTransfer,
            ReadTransfers transfers,
            KeepReceivingCode codes,
            KeepHousehold households,
            ReadBalance balances,
            ReadMember members,
            Attempts attempts,
            Clock clock) {
        this.sendPoints = sendPoints;
        this.returnTransfer = returnTransfer;
        this.transfers = transfers;
        this.codes = codes;
        this.households = households;
        this.balances = balances;
        this.members = members;
        this.attempts = attempts;
        this.clock = clock;
    }

    /**
     * @param other the first letter of whom it went to or came from; nothing for a household, and where there is no name
     * @param mayUndo whether this member may still take it back
     */
    public record Row(
            Transfer transfer,
            boolean out,
            boolean household,
            @Nullable String other,
            boolean mayUndo) {}

    @GetMapping
    String show(@AuthenticationPrincipal SignedInMember signedIn, Model model) {
        var member = signedIn.id();
        model.addAttribute("balance", balances.of(member).points());
        model.addAttribute("allowance", transfers.allowance(member));
        model.addAttribute("code", codes.of(member));
        model.addAttribute("household", households.of(member).orElse(null));
        model.addAttribute("rows", rows(member));
        model.addAttribute("key", Generators.timeBasedEpochGenerator().generate());
        return "portal/share/show";
    }

    @PostMapping("/send")
    String send(
            @AuthenticationPrincipal SignedInMember member,
            @RequestParam(defaultValue = "") String code,
            @RequestParam(defaultValue = "") String points,
            @RequestParam UUID key,
            HttpServletRequest request,
            RedirectAttributes redirect) {
        if (!attempts.allow(Attempts.Kind.SHARED_CODE, request)) {
            return back(Notice.error("share.slowDown"), redirect);
        }
        var amount = number(points);
        if (amount.isEmpty()) {
            return back(Notice.error("share.noNumber"), redirect);
        }
        var to = codes.find(code);
        if (to.isEmpty()) {
            return back(Notice.error("share.unknownCode"), redirect);
        }
        return back(sent(sendPoints.send(new Sending(member.id(), to.get(), amount.get(), "portal:" + key))), redirect);
    }

    @PostMapping("/{transfer}/undo")
    String undo(
            @AuthenticationPrincipal SignedInMember member, @PathVariable UUID transfer, RedirectAttributes redirect) {
        return back(
                switch (returnTransfer.takeBack(member.id(), new TransferId(transfer))) {
                    case ReturnTransfer.Outcome.TakenBack(var points) -> Notice.success("share.undone", points.value());
                    case ReturnTransfer.Outcome.TooLate _ -> Notice.error("share.tooLate");
                    case ReturnTransfer.Outcome.AlreadyUsed _ -> Notice.error("share.alreadyUsed");
                    case ReturnTransfer.Outcome.UnknownTransfer _ -> Notice.error("share.unknownTransfer");
                },
                redirect);
    }

    @PostMapping("/code")
    String renew(@AuthenticationPrincipal SignedInMember member, RedirectAttributes redirect) {
        codes.renew(member.id());
        return back(Notice.success("share.renewed"), redirect);
    }

    /** What became of points that were to be sent, or moved to or from a household. */
    static Notice sent(Outcome outcome) {
        return switch (outcome) {
            case Outcome.Sent(var _, var balance) -> Notice.success("share.sent", balance.value());
            case Outcome.NotEnough(var balance, var _) -> Notice.error("share.notEnough", balance.value());
            case Outcome.TooFew(var smallest) -> Notice.error("share.tooFew", smallest.value());
            case Outcome.TooManyToday(var left) -> Notice.error("share.tooManyToday", left.value());
            case Outcome.TooManyThisMonth(var left) -> Notice.error("share.tooManyThisMonth", left.value());
            case Outcome.MayNotSend _ -> Notice.error("share.mayNotSend");
            case Outcome.MayNotReceive _ -> Notice.error("share.mayNotReceive");
            case Outcome.ToOneself _ -> Notice.error("share.toOneself");
            case Outcome.Conflict _ -> Notice.warning("share.conflict");
        };
    }

    /** A number of points as people type it. */
    static Optional<Points> number(String text) {
        var digits = text.strip().replaceAll("[,，\\s]", "");
        return digits.matches("[0-9]{1,12}") && !digits.matches("0+")
                ? Optional.of(Points.of(Long.parseLong(digits)))
                : Optional.empty();
    }

    private List<Row> rows(MemberId member) {
        var found = transfers.of(member, LATEST);
        var others = found.stream()
                .flatMap(each -> Stream.of(each.from(), each.to()))
                .filter(each -> !each.equals(member))
                .collect(Collectors.toSet());
        var names = others.isEmpty() ? Map.<MemberId, String>of() : members.names(others);
        var now = clock.instant();
        return found.stream()
                .map(each -> {
                    var out = each.from().equals(member);
                    var other = out ? each.to() : each.from();
                    return new Row(
                            each,
                            out,
                            members.find(other).isEmpty(),
                            initial(names.get(other)),
                            each.mayBeTakenBack(member, now));
                })
                .toList();
    }

    private static @Nullable String initial(@Nullable String name) {
        return name == null || name.isBlank()
                ? null
                : name.strip().substring(0, name.strip().offsetByCodePoints(0, 1));
    }

    private static String back(Notice notice, RedirectAttributes redirect) {
        notice.after(redirect);
        return PAGE;
    }
}
