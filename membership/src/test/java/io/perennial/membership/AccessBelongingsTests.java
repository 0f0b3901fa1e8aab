package io.perennial.membership;

import static org.assertj.core.api.Assertions.assertThat;

import io.perennial.membership.Belongings.Erasure;
import io.perennial.membership.Belongings.Section;
import io.perennial.membership.Identifier.Kind;
import io.perennial.membership.KeepPasskeys.Beginning;
import io.perennial.testing.TurnableClock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.springframework.transaction.support.TransactionTemplate;

@MembershipTest
class AccessBelongingsTests {

    private static final Identifier PHONE = new Identifier(Kind.PHONE, "+8613800138000");
    private static final Identifier OTHER = new Identifier(Kind.PHONE, "+8613900139000");
    private static final String ORIGIN = "https://club.example.com";

    private final List<Belongings> belongings;
    private final KeepPasskeys passkeys;
    private final KeepIdentifiers identifiers;
    private final SignInByCode signInByCode;
    private final RecordedCodeMessages messages;
    private final TurnableClock clock;
    private final TransactionTemplate transactions;

    AccessBelongingsTests(
            List<Belongings> belongings,
            KeepPasskeys passkeys,
            KeepIdentifiers identifiers,
            SignInByCode signInByCode,
            RecordedCodeMessages messages,
            TurnableClock clock,
            TransactionTemplate transactions) {
        this.belongings = belongings;
        this.passkeys = passkeys;
        this.identifiers = identifiers;
        this.signInByCode = signInByCode;
        this.messages = messages;
        this.clock = clock;
        this.transactions = transactions;
    }

    @Test
    void hands_out_and_erases_passkeys_and_what_was_lost_of_one_member_only() {
        var lin = KeyHolder.of(join(PHONE));
        var mei = KeyHolder.of(join(OTHER));
        addPasskey(lin, "Lin's phone");
        addPasskey(mei, "Mei's phone");
        clock.turn(Duration.ofMinutes(1));
        identifiers.send(new MemberId(mei.id()), PHONE);
        identifiers.takeOver(new MemberId(mei.id()), PHONE, messages.lastFor(PHONE), Optional.empty());

        assertThat(rows(lin, "membership.passkeys")).singleElement().asString().contains("Lin's phone");
        assertThat(rows(lin, "membership.lost-identifiers"))
                .singleElement()
                .asString()
                .contains("PHONE", "+86 •••• 8000");
        assertThat(rows(mei, "membership.lost-identifiers")).isEmpty();

        transactions.executeWithoutResult(_ ->
                belongings.forEach(each -> each.erased(new Erasure(new MemberId(lin.id()), Set.of()))));

        assertThat(rows(lin, "membership.passkeys")).isEmpty();
        assertThat(rows(lin, "membership.lost-identifiers")).isEmpty();
        assertThat(rows(mei, "membership.passkeys")).hasSize(1);
    }

    private List<?> rows(KeyHolder holder, String name) {
        return belongings.stream()
                .flatMap(each -> each.exported(new MemberId(holder.id())).stream())
                .filter(section -> section.name().equals(name))
                .map(Section::rows)
                .findFirst()
                .orElseThrow();
    }

    private void addPasskey(KeyHolder holder, String name) {
        var challenge = ((Beginning.Begun) passkeys.begin(holder, "Lin", ORIGIN))
                .ceremony()
                .challenge();
        passkeys.add(holder, challenge, new Device().create(challenge, ORIGIN), name, ORIGIN);
    }

    private MemberId join(Identifier phone) {
        signInByCode.send(phone);
        return ((SignInByCode.Outcome.SignedIn) signInByCode.confirm(phone, messages.lastFor(phone))).member();
    }
}
