package io.perennial.bench;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/** The result as a page in Markdown. */
final class Report {

    private static final String HEADING = """
        | | baseline | Perennial | ratio: median (min–max) | floor | goal | |
        |---|---:|---:|---|---|---|---|
        """;

    private final StringBuilder text = new StringBuilder();
    private final List<Finding> all = new ArrayList<>();

    Report(Instant at, String commit, Machine machine, Server.Facts server, Options options) {
        text.append("""
            # How fast it is

            What `./perennial bench` measured: Perennial beside hand-written JDBC for the same promise, on the same database in
            the same minutes. Rounds of the two alternate, and a ratio is that of two neighbouring rounds; absolute figures
            depend on the machine and on what else it does.

            | | |
            |---|---|
            """);
        line("date", at.truncatedTo(ChronoUnit.MINUTES).toString());
        line("command", "`./perennial bench " + String.join(" ", options.given()) + "`");
        line("commit", commit);
        line("machine", machine.toString());
        line(
                "load before",
                String.format(Locale.ROOT, "%.1f", machine.load())
                        + (machine.isBusy() ? ": **others were at work, so only the ratios mean anything**" : ""));
        line(
                "database",
                "MySQL %s, buffer pool %d MiB; %s"
                        .formatted(server.version(), server.bufferPool() >> 20, server.durability()));
        line(
                "clients",
                "in the same JVM as the application; %d connections for each side".formatted(Server.CONNECTIONS));
        line(
                "rounds",
                "%d of %d s each; before all %d s of earning, before each comparison one round that is not counted"
                        .formatted(
                                options.rounds(),
                                options.time().toSeconds(),
                                options.warmUp().toSeconds()));
    }

    void loaded(Map<String, Long> census, long entries, int faults) {
        line(
                "loaded",
                census.entrySet().stream()
                                .map(each -> String.format(
                                        Locale.ROOT,
                                        "%,d members with %s",
                                        each.getValue(),
                                        each.getKey().equals("1") ? "1 entry and lot" : each.getKey() + " of each"))
                                .collect(Collectors.joining(", "))
                        + String.format(
                                Locale.ROOT,
                                ", one with %,d; %,d entries in all",
                                Loading.ENTRIES_OF_THE_COLLECTOR,
                                entries));
        line("verified", faults == 0 ? "`VerifyLedger` finds no fault in it" : "**" + faults + " FAULTS**");
    }

    void add(String name, String title, List<Finding> findings) {
        text.append("\n## ")
                .append(name)
                .append(": ")
                .append(title)
                .append("\n\n")
                .append(HEADING);
        findings.forEach(finding -> text.append(finding.row()).append('\n'));
        all.addAll(findings);
    }

    private void line(String what, String value) {
        text.append("| ").append(what).append(" | ").append(value).append(" |\n");
    }

    boolean isAboveAllFloors() {
        return all.stream().noneMatch(finding -> finding.verdict() == Bar.Verdict.BELOW);
    }

    @Override
    public String toString() {
        return text.toString();
    }
}
