package io.perennial.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class ReportTests {

    private static final Instant AT = Instant.parse("2026-11-23T10:15:30Z");
    private static final Server.Facts DURABLE = new Server.Facts("9.7.4", 1, true, 1, 1 << 30);

    @Test
    void says_when_where_on_what_and_by_which_command() {
        assertThat(report(DURABLE, .1).toString())
                .contains(
                        "2026-11-23T10:15:00Z",
                        "`./perennial bench --only=S1`",
                        "a machine, a processor, 2 cores, 24 GiB; Java 25",
                        "MySQL 9.7.4, buffer pool 1024 MiB; commits are durable")
                .doesNotContain("**");
    }

    @Test
    void says_plainly_that_commits_are_not_durable() {
        assertThat(new Server.Facts("9.7.4", 2, true, 1, 1).durability()).contains("NOT DURABLE", "is 2, not 1");
        assertThat(new Server.Facts("9.7.4", 1, true, 0, 1).durability()).contains("NOT DURABLE", "sync_binlog is 0");
        assertThat(new Server.Facts("9.7.4", 1, false, 0, 1).durability()).contains("commits are durable");
        assertThat(new Server.Facts("11.4.5-MariaDB", 1, false, 0, 1).doubts()).hasSize(1);
    }

    @Test
    void says_plainly_that_others_were_at_work() {
        assertThat(report(DURABLE, 4).toString()).contains("others were at work");
    }

    @Test
    void one_thing_below_its_floor_is_enough_to_fail() {
        var report = report(DURABLE, 0);
        report.add("S1", "earn", List.of(finding(.9)));
        assertThat(report.isAboveAllFloors()).isTrue();
        report.add("S2", "earn over HTTP", List.of(finding(.1)));
        assertThat(report.isAboveAllFloors()).isFalse();
    }

    private static Finding finding(double ratio) {
        return new Finding("16 clients", "", "", new Spread(ratio, ratio, ratio), Bar.atLeast(.55, .80));
    }

    private static Report report(Server.Facts server, double load) {
        return new Report(
                AT,
                "abc1234",
                new Machine("a machine", "a processor", 2, 24, "25", load),
                server,
                Options.of("--only=S1"));
    }
}
