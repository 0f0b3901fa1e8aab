package io.perennial.bench;

import io.perennial.bench.HttpLine.Answer;
import io.perennial.membership.MemberId;
import io.perennial.web.security.SignedInMember;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.core.authority.SimpleGrantedAuthority;
import org.springframework.security.core.context.SecurityContextImpl;
import org.springframework.session.FindByIndexNameSessionRepository;
import org.springframework.session.Session;
import org.springframework.session.SessionRepository;

/**
 * S9: the member's home page, as 16 signed-in members look at it over HTTP, and what it asks the database. The time is what the
 * browser sees on the same machine, so it is a little more than the server's own. Those who look again at once, as nobody does,
 * mostly wait for each other; those who look up a while find what a look takes.
 */
final class HomePage implements Goal {

    private static final int USERS = 16;
    private static final Duration LOOKING_UP = Duration.ofMillis(200);
    private static final int WINDOWS = 15;
    private static final int LOOKS_IN_A_WINDOW = 20;
    private static final int AT_REST_IN_A_SECOND = 200;
    private static final int LONGEST_REST_IN_SECONDS = 120;
    private static final double MILLI = 1e6;

    @Override
    public String name() {
        return "S9";
    }

    @Override
    public String title() {
        return "member's home page";
    }

    @Override
    public List<Finding> measure(Stage stage) throws Exception {
        var cookies = new ArrayList<String>();
        var lines = new ArrayList<HttpLine>();
        try {
            for (int i = 0; i < USERS; i++) {
                cookies.add(
                        signIn(stage.perennial(), stage.population().spenders().get(i)));
                lines.add(HttpLine.to(stage.perennial().httpPort()));
            }
            Work look = client -> home(lines.get(client), cookies.get(client));
            rest(stage);
            // The paths over HTTP and the templates are seen by the compiler here for the first time.
            Clients.work(USERS, stage.options().warmUp(), look);
            var rounds = new ArrayList<Clients.Tally>();
            for (int round = 0; round < stage.options().rounds(); round++) {
                rounds.add(stage.profile()
                        .during(() -> Clients.work(USERS, stage.options().time(), look)));
            }
            var looking = List.of(Clients.work(USERS, stage.options().time(), LOOKING_UP, look));
            Clients.work(1, stage.options().time(), look);
            var alone = Clients.work(1, stage.options().time(), look);
            var queries = queriesOfALook(stage, look);
            var page = home(lines.getFirst(), cookies.getFirst());
            var kilobytes = Spread.of(List.of(page.bytes().length / 1000.0));
            return List.of(
                    times("p50 in ms, 16 users without a pause", rounds, .50, Bar.atMost(20, 10)),
                    computed("ms of this JVM for a look, 16 users", rounds),
                    times("p95 in ms, 16 users without a pause", rounds, .95, Bar.atMost(100, 50)),
                    times("p50 in ms, 16 users who each pause for 0.2 s", looking, .50, null),
                    times("p95 in ms, 16 users who each pause for 0.2 s", looking, .95, null),
                    times("p50 in ms, 1 user", List.of(alone), .50, null),
                    new Finding("statements", "", plain(queries), queries, Bar.atMost(10, 3)),
                    new Finding("HTML, gzip, in kB", "", plain(kilobytes), kilobytes, Bar.atMost(30, 30)));
        } finally {
            for (var line : lines) {
                line.close();
            }
        }
    }

    private static Finding times(String what, List<Clients.Tally> rounds, double share, @Nullable Bar bar) {
        var times = Spread.of(
                rounds.stream().map(each -> each.latencies().at(share) / MILLI).toList());
        return new Finding(what, "", plain(times), times, bar);
    }

    /** Browsers, here threads of the same JVM, included. */
    private static Finding computed(String what, List<Clients.Tally> rounds) {
        var times = Spread.of(
                rounds.stream().map(each -> each.processorOfOne() / MILLI).toList());
        return new Finding(what, "", plain(times), times, null);
    }

    private static String plain(Spread spread) {
        return String.format(Locale.ROOT, "%.1f", spread.median());
    }

    private static Answer home(HttpLine line, String cookie) throws IOException {
        var answer =
                line.get("/", "Cookie: session=" + cookie + "\r\nAccept-Language: en\r\nAccept-Encoding: gzip\r\n");
        if (answer.status() != 200 || !"gzip".equals(answer.headers().get("content-encoding"))) {
            throw new IllegalStateException("answered " + answer.status() + " " + answer.headers());
        }
        return answer;
    }

    /** What earlier goals left to be handed over is no part of a look. */
    private static void rest(Stage stage) throws Exception {
        for (int second = 0; second < LONGEST_REST_IN_SECONDS; second++) {
            var before = Counters.of(stage.dataSource());
            Thread.sleep(Duration.ofSeconds(1));
            if (Counters.of(stage.dataSource()).statements() - before.statements() < AT_REST_IN_A_SECOND) {
                return;
            }
        }
    }

    /**
     * The whole server is asked how much it did, so what it does without us in the same time is taken off; many times, because
     * what it does comes in bursts.
     */
    private static Spread queriesOfALook(Stage stage, Work look) throws Exception {
        var found = new ArrayList<Double>();
        for (int window = 0; window < WINDOWS; window++) {
            var begun = System.nanoTime();
            var before = Counters.of(stage.dataSource());
            for (int i = 0; i < LOOKS_IN_A_WINDOW; i++) {
                look.once(i % USERS);
            }
            var after = Counters.of(stage.dataSource());
            Thread.sleep(Duration.ofNanos(System.nanoTime() - begun));
            var idle = Counters.of(stage.dataSource());
            var ours = after.statements() - before.statements() - (idle.statements() - after.statements());
            found.add(ours / (double) LOOKS_IN_A_WINDOW);
        }
        return Spread.of(found);
    }

    /** A session as the sign-in leaves it; how one signs in is not measured here. */
    private static String signIn(RunningPerennial perennial, MemberId member) {
        return signIn(perennial.port(FindByIndexNameSessionRepository.class), member);
    }

    @SuppressWarnings("unchecked")
    private static <S extends Session> String signIn(SessionRepository<?> repository, MemberId member) {
        var sessions = (SessionRepository<S>) repository;
        var who = SignedInMember.of(member);
        var session = sessions.createSession();
        session.setAttribute(
                "SPRING_SECURITY_CONTEXT",
                new SecurityContextImpl(UsernamePasswordAuthenticationToken.authenticated(
                        who, null, List.of(new SimpleGrantedAuthority("MEMBER")))));
        session.setAttribute(FindByIndexNameSessionRepository.PRINCIPAL_NAME_INDEX_NAME, who.getName());
        session.setMaxInactiveInterval(Duration.ofDays(30));
        sessions.save(session);
        return Base64.getEncoder().encodeToString(session.getId().getBytes(StandardCharsets.UTF_8));
    }
}
