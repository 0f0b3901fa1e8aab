package io.perennial.development;

import io.perennial.insights.KeepFacts;
import io.perennial.insights.KeepRecommendations;
import io.perennial.membership.AppointStaff;
import io.perennial.membership.Programme;
import io.perennial.membership.StaffId;
import io.perennial.membership.StaffRole;
import io.perennial.web.api.keys.ApiKey;
import io.perennial.web.api.keys.IssueApiKeys;
import io.perennial.web.api.keys.Scope;
import java.time.LocalDate;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.ApplicationArguments;
import org.springframework.boot.ApplicationRunner;
import org.springframework.context.annotation.Profile;
import org.springframework.stereotype.Component;

/**
 * A small programme that has been running for two years, so that whoever tries Perennial sees it alive. It is told through
 * the ports, in the order in which it happened. A second start adds nothing; one that was killed halfway is completed.
 */
@Component
@Profile("development")
class DemoProgramme implements ApplicationRunner {

    static final String MEMBER_EMAIL = "lin@example.com";
    static final String MEMBER_PASSWORD = "green-thumb-7";
    static final String PHONE = "+8613800138000";
    static final String STAFF_PASSWORD = "perennial-demo";

    private static final String KEY_NAME = "Demo till";
    private static final Map<String, StaffRole> STAFF = new TreeMap<>(Map.of(
            "admin", StaffRole.ADMIN,
            "support", StaffRole.SUPPORT,
            "catalogue", StaffRole.CATALOGUE,
            "marketing", StaffRole.MARKETING,
            "finance", StaffRole.FINANCE,
            "auditor", StaffRole.AUDITOR));

    private final Programme programme;
    private final AppointStaff appointStaff;
    private final DemoStory story;
    private final KeepFacts facts;
    private final KeepRecommendations recommendations;
    private final IssueApiKeys issueApiKeys;
    private @Nullable String keyShownOnce;

    DemoProgramme(
            Programme programme,
            AppointStaff appointStaff,
            DemoStory story,
            KeepFacts facts,
            KeepRecommendations recommendations,
            IssueApiKeys issueApiKeys) {
        this.facts = facts;
        this.recommendations = recommendations;
        this.programme = programme;
        this.appointStaff = appointStaff;
        this.story = story;
        this.issueApiKeys = issueApiKeys;
    }

    @Override
    public void run(ApplicationArguments arguments) {
        // The key comes last: where it is, everything is.
        if (issueApiKeys.keys().stream().map(ApiKey::name).anyMatch(KEY_NAME::equals)) {
            return;
        }
        var staff = staff();
        var admin = staff.get("admin");
        var today = LocalDate.ofInstant(
                appointStaff.accounts().stream()
                        .filter(account -> account.id().equals(admin))
                        .map(AppointStaff.Account::createdAt)
                        .findFirst()
                        .orElseThrow(),
                programme.zone());
        story.tell(today, staff);
        facts.gather();
        recommendations.rebuild();
        if (issueApiKeys.issue(KEY_NAME, EnumSet.allOf(Scope.class), Optional.of(admin))
                instanceof IssueApiKeys.Outcome.Issued issued) {
            keyShownOnce = issued.token();
        }
    }

    /** What someone needs to know to look around. */
    String signIns(String address) {
        var text = new StringBuilder("""

                  Perennial is ready (Ctrl-C stops it)

                    Portal   %1$s
                             e-mail  %2$s   password  %3$s
                             phone   %4$s   the code appears in this log
                    Admin    %1$s/admin
                             admin · support · catalogue · marketing · finance · auditor   password  %5$s
                    API      %1$s/v3/api-docs
                """.formatted(address, MEMBER_EMAIL, MEMBER_PASSWORD, PHONE, STAFF_PASSWORD));
        if (keyShownOnce != null) {
            text.append("             key, shown this once  ")
                    .append(keyShownOnce)
                    .append('\n');
        }
        return text.toString();
    }

    private Map<String, StaffId> staff() {
        STAFF.forEach((login, role) -> appointStaff.appoint(
                login,
                login.substring(0, 1).toUpperCase(Locale.ROOT) + login.substring(1),
                STAFF_PASSWORD,
                Set.of(role),
                Optional.empty()));
        var ids = new HashMap<String, StaffId>();
        appointStaff.accounts().forEach(account -> ids.put(account.login(), account.id()));
        return ids;
    }
}
