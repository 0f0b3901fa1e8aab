package io.perennial.web.adapter.jooq;

import static org.assertj.core.api.Assertions.assertThat;

import io.perennial.membership.StaffId;
import io.perennial.testing.OnTestDatabase;
import io.perennial.testing.TestDatabase;
import io.perennial.web.admin.MemberView;
import io.perennial.web.admin.MemberViews;
import java.time.Clock;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(OnTestDatabase.Reset.class)
class JooqMemberViewsTests {

    private final MemberViews views = new JooqMemberViews(TestDatabase.get().dsl(), Clock.systemUTC());
    private final StaffId mei = StaffId.next();

    @Test
    void everybody_has_their_own_by_name() {
        var vips = new MemberView(UUID.randomUUID(), "VIPs", "tier=vip");
        var frozen = new MemberView(UUID.randomUUID(), "Frozen", "status=FROZEN&tag=%E5%92%96%E5%95%A1");
        views.keep(mei, vips);
        views.keep(mei, frozen);

        assertThat(views.of(mei)).containsExactly(frozen, vips);
        assertThat(views.of(StaffId.next())).isEmpty();
    }

    @Test
    void nobody_removes_what_is_not_theirs() {
        var vips = new MemberView(UUID.randomUUID(), "VIPs", "tier=vip");
        views.keep(mei, vips);

        views.forget(StaffId.next(), vips.id());
        assertThat(views.of(mei)).containsExactly(vips);
        views.forget(mei, vips.id());
        assertThat(views.of(mei)).isEmpty();
    }
}
