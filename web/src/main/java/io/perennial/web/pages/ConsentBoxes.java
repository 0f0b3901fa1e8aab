package io.perennial.web.pages;

import io.perennial.membership.ConsentChannel;
import io.perennial.membership.ConsentPurpose;
import io.perennial.membership.ConsentWording;
import io.perennial.membership.MemberId;
import io.perennial.membership.ReadConsents;
import io.perennial.membership.RecordConsent.Answer;
import jakarta.servlet.http.HttpServletRequest;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What a member is asked, as boxes of a form: one for each purpose and channel, with the version of the wording beside it.
 * Nothing is ticked but what the member said, and what holds unasked.
 */
public final class ConsentBoxes {

    /** @param older the member agreed to an older wording */
    public record Box(ConsentPurpose purpose, ConsentChannel channel, boolean ticked, boolean older) {

        /** The name of its field. */
        public String name() {
            return Box.name(purpose, channel);
        }

        static String name(ConsentPurpose purpose, ConsentChannel channel) {
            return "agree-" + purpose + "-" + channel;
        }
    }

    public record Question(ConsentWording wording, List<Box> boxes) {

        /** The name of the field that says which wording was read. */
        public String version() {
            return "version-" + wording.purpose();
        }
    }

    /** For somebody of whom nothing is known yet: what needs a yes, nothing ticked. */
    public static List<Question> unasked(ReadConsents consents) {
        return questions(consents, List.of()).stream()
                .filter(question -> !question.wording().purpose().holdsUnasked())
                .toList();
    }

    public static List<Question> of(ReadConsents consents, MemberId member) {
        return questions(consents, consents.of(member));
    }

    private static List<Question> questions(ReadConsents consents, List<ReadConsents.State> states) {
        var wordings = consents.wordings();
        return Arrays.stream(ConsentPurpose.values())
                .map(wordings::get)
                .filter(Objects::nonNull)
                .map(wording -> new Question(
                        wording,
                        wording.purpose().channels().stream()
                                .map(channel -> box(wording, channel, states))
                                .toList()))
                .toList();
    }

    private static Box box(ConsentWording wording, ConsentChannel channel, List<ReadConsents.State> states) {
        var state = states.stream()
                .filter(each -> each.purpose() == wording.purpose() && each.channel() == channel)
                .findFirst();
        var given =
                state.map(ReadConsents.State::given).orElse(wording.purpose().holdsUnasked());
        var older = given
                && state.flatMap(ReadConsents.State::version)
                        .filter(version -> version < wording.version())
                        .isPresent();
        return new Box(wording.purpose(), channel, given, older);
    }

    /** What the form says: each box whose question was on it, ticked or not. A question without its version was not on it. */
    public static List<Answer> read(HttpServletRequest form, Set<ConsentPurpose> asked) {
        var answers = new ArrayList<Answer>();
        for (var purpose : asked) {
            var version = version(form.getParameter("version-" + purpose));
            if (version > 0) {
                for (var channel : purpose.channels()) {
                    answers.add(new Answer(
                            purpose, channel, form.getParameter(Box.name(purpose, channel)) != null, version));
                }
            }
        }
        return answers;
    }

    private ConsentBoxes() {}

    private static int version(@Nullable String typed) {
        return typed != null && typed.matches("\\d{1,6}") ? Integer.parseInt(typed) : 0;
    }
}
