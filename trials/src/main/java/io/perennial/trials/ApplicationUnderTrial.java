package io.perennial.trials;

import io.perennial.Perennial;
import io.perennial.membership.BilingualText;
import io.perennial.membership.MemberId;
import io.perennial.membership.StaffId;
import io.perennial.points.ExpirePoints;
import io.perennial.points.Points;
import io.perennial.points.SettleTransfers;
import io.perennial.points.VerifyLedger;
import io.perennial.rewards.EditCatalogue;
import io.perennial.rewards.Reward;
import io.perennial.rewards.RewardId;
import io.perennial.rewards.RewardKind;
import io.perennial.web.api.keys.IssueApiKeys;
import io.perennial.web.api.keys.Scope;
import io.perennial.web.jobs.AbandonedEvents;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.TimeZone;
import java.util.stream.Collectors;
import org.springframework.boot.SpringApplication;
import org.springframework.context.ConfigurableApplicationContext;

/** What runs in the JVM that is killed. */
final class ApplicationUnderTrial {

    static final String SAYS = "TRIAL ";
    static final String SOUND = "sound";
    static final String END = "end";

    private static final int MOST_TOLD = 5;

    /** So long an event may wait for its listener before it is handed out again. */
    private static final Duration WAITING = Duration.ofSeconds(2);

    private ApplicationUnderTrial() {}

    public static void main(String[] arguments) throws IOException {
        TimeZone.setDefault(TimeZone.getTimeZone("UTC"));
        var application = new SpringApplication(Perennial.class, WhatTrialsAdd.class);
        application.setRegisterShutdownHook(false);
        var context = application.run(arguments);
        say("ready");
        try (var questions = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8))) {
            for (var question = questions.readLine(); question != null; question = questions.readLine()) {
                if (question.equals(END)) {
                    context.close();
                    System.exit(0);
                }
                say(answerOrFault(context, question));
            }
        }
        Runtime.getRuntime().halt(0); // whoever asks is gone
    }

    private static synchronized void say(String what) {
        System.out.println(SAYS + what);
        System.out.flush();
    }

    private static String answerOrFault(ConfigurableApplicationContext context, String question) {
        try {
            return answer(context, question.split(" ", -1));
        } catch (IOException | RuntimeException e) {
            e.printStackTrace();
            return "failed: " + e;
        }
    }

    private static String answer(ConfigurableApplicationContext context, String... words) throws IOException {
        return switch (words[0]) {
            case "key" -> key(context);
            case "reward" -> reward(context, Long.parseLong(words[1]), Long.parseLong(words[2]));
            case "verify" -> verify(context);
            case "resubmit" -> {
                context.getBean(AbandonedEvents.class).handOutAgain(WAITING);
                yield "done";
            }
            case "settle" ->
                String.valueOf(context.getBean(SettleTransfers.class)
                        .settle(context.getBean(Clock.class).instant()));
            case "expire" -> {
                var sweep = context.getBean(ExpirePoints.class)
                        .expire(context.getBean(Clock.class).instant());
                yield sweep.lots() + " " + sweep.points().value();
            }
            case "turn" ->
                context.getBean(ShiftedClock.class)
                        .turn(Duration.parse(words[1]))
                        .toString();
            case "listeners" ->
                context.getBean(UnreliableListeners.class).behave(Integer.parseInt(words[1]), Long.parseLong(words[2]));
            case "delivered" -> context.getBean(UnreliableListeners.class).tally();
            case "stop-at" -> context.getBean(StepByStep.class).stopAt(StepByStep.Step.valueOf(words[1]));
            case "receive" ->
                Imports.receive(context, words[1], Arrays.stream(words).skip(2).collect(Collectors.joining(" ")));
            case "advance" -> Imports.advance(context, words[1]);
            case "mission" -> Missions.publish(context, Integer.parseInt(words[1]), Long.parseLong(words[2]));
            case "retire" -> Missions.retire(context, words[1]);
            default -> throw new IllegalArgumentException(words[0]);
        };
    }

    private static String key(ConfigurableApplicationContext context) {
        return switch (context.getBean(IssueApiKeys.class)
                .issue("Trials", EnumSet.allOf(Scope.class), Optional.empty())) {
            case IssueApiKeys.Outcome.Issued issued -> issued.token();
            case IssueApiKeys.Outcome other -> throw new IllegalStateException("no key: " + other);
        };
    }

    private static String reward(ConfigurableApplicationContext context, long price, long stock) {
        var catalogue = context.getBean(EditCatalogue.class);
        var staff = new StaffId(MemberId.next().value());
        var reward = new RewardId(MemberId.next().value());
        var name = new BilingualText("杯子", "Mug");
        catalogue.save(
                new Reward(
                        reward,
                        RewardKind.GOODS,
                        name,
                        name,
                        Points.of(price),
                        OptionalInt.empty(),
                        Optional.empty(),
                        null,
                        null,
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty()),
                0,
                staff);
        catalogue.changeStock(reward, stock, staff);
        catalogue.publish(reward, staff);
        return reward.toString();
    }

    private static String verify(ConfigurableApplicationContext context) {
        var report = context.getBean(VerifyLedger.class).verify();
        if (report.isSound()) {
            return SOUND + " " + report.members() + " " + report.entries();
        }
        return report.faults().stream()
                .limit(MOST_TOLD)
                .map(fault -> fault.breach() + "@" + fault.member() + "#" + fault.subject() + " found " + fault.found()
                        + " expected " + fault.expected())
                .collect(Collectors.joining("; ", report.faults().size() + " faults: ", ""));
    }
}
