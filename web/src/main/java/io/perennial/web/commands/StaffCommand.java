package io.perennial.web.commands;

import io.perennial.membership.AppointStaff;
import io.perennial.membership.StaffRole;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;

/** Appoints the first admin, who can then appoint everybody else on the pages. */
@Component
class StaffCommand implements Command {

    private static final String LETTERS = "abcdefghjkmnpqrstuvwxyz23456789";
    private static final int GENERATED = 20;

    private final AppointStaff appointStaff;

    StaffCommand(AppointStaff appointStaff) {
        this.appointStaff = appointStaff;
    }

    @Override
    public String name() {
        return "staff";
    }

    @Override
    public String usage() {
        return "create-admin LOGIN [--name=DISPLAY-NAME] [--password-stdin]   (without it a password is made and printed)";
    }

    @Override
    public int run(Arguments arguments) throws IOException {
        if (!arguments.fit(2, "name", "password-stdin")
                || !arguments.words().getFirst().equals("create-admin")) {
            return ExitCode.USAGE;
        }
        var login = arguments.words().getLast();
        var given = arguments.options().containsKey("password-stdin");
        var password =
                given ? new String(System.in.readAllBytes(), StandardCharsets.UTF_8).stripTrailing() : generated();
        var outcome = appointStaff.appoint(
                login, arguments.option("name", login), password, Set.of(StaffRole.ADMIN), Optional.empty());
        return switch (outcome) {
            case AppointStaff.Outcome.Done _ -> {
                System.out.println("Admin " + login + " can sign in at /admin/sign-in.");
                if (!given) {
                    System.out.println("Password, shown this once: " + password);
                }
                yield ExitCode.DONE;
            }
            case AppointStaff.Outcome.LoginTaken _ -> refused("There is a member of staff with the login " + login);
            case AppointStaff.Outcome.BadLogin _ ->
                refused("A login has 3 to 40 lower-case letters, digits, dots or hyphens");
            case AppointStaff.Outcome.WeakPassword(var weakness) -> refused("The password is " + weakness);
            case AppointStaff.Outcome.UnknownStaff _, AppointStaff.Outcome.LastAdmin _ ->
                throw new IllegalStateException("no answer to an appointment");
        };
    }

    private static String generated() {
        return new SecureRandom()
                .ints(GENERATED, 0, LETTERS.length())
                .mapToObj(letter -> String.valueOf(LETTERS.charAt(letter)))
                .collect(Collectors.joining());
    }

    private static int refused(String why) {
        System.err.println(why + ".");
        return ExitCode.REFUSED;
    }
}
