package io.perennial.web.admin;

import io.perennial.membership.MemberId;
import io.perennial.membership.ReadMember;
import io.perennial.web.admin.Timeline.Mark;
import io.perennial.web.admin.Timeline.Topic;
import io.perennial.web.pages.Phrases;
import io.perennial.web.security.StaffRights;
import java.time.Clock;
import java.time.Instant;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.springframework.context.MessageSource;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestAttribute;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.server.ResponseStatusException;

/** All that happened to a member, from all modules, a page at a time. */
@Controller
class AdminTimelineController {

    private static final int PAGE = 50;
    private static final int MOST_SEEN = 5_000;

    private final ReadMember profiles;
    private final Chapters chapters;
    private final Clock clock;
    private final MessageSource texts;

    AdminTimelineController(ReadMember profiles, Chapters chapters, Clock clock, MessageSource texts) {
        this.clock = clock;
        this.profiles = profiles;
        this.chapters = chapters;
        this.texts = texts;
    }

    @GetMapping("/admin/members/{id}/timeline")
    String list(
            @PathVariable MemberId id,
            @RequestParam Optional<Topic> topic,
            @RequestParam Optional<Instant> until,
            @RequestParam(defaultValue = "0") int seen,
            @RequestAttribute("staff") StaffRights rights,
            @ModelAttribute(name = "words", binding = false) StaffPhrases words,
            @ModelAttribute(name = "audited", binding = false) AuditWords audited,
            @ModelAttribute(name = "say", binding = false) Phrases say,
            Locale locale,
            Model model) {
        var profile = profiles.find(id).orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND));
        var from = until.map(moment -> new Mark(moment, Math.clamp(seen, 0, MOST_SEEN)))
                .orElseGet(() -> Timeline.beginning(clock.instant()));
        var page = Timeline.page(chapters.of(id, topic, rights, words, audited, say, locale), from, PAGE);
        model.addAttribute("profile", profile);
        var person = Person.of(profile, rights, Revealed.of(id, model));
        model.addAttribute("person", person);
        model.addAttribute("called", Called.by(person, texts, locale));
        model.addAttribute("topics", Chapters.topics(rights));
        model.addAttribute("topic", topic.orElse(null));
        model.addAttribute("timeline", page);
        model.addAttribute(
                "paging",
                Paging.of(
                        "/admin/members/" + id + "/timeline",
                        Map.of("topic", topic.map(Topic::name).orElse("")),
                        until.isEmpty(),
                        page.next()
                                .map(mark ->
                                        Map.of("until", mark.until().toString(), "seen", Integer.toString(mark.seen())))
                                .orElse(Map.of())));
        return "admin/members/timeline";
    }
}
