package io.perennial.points;

import io.perennial.testing.SentStatements;
import java.util.List;
import org.springframework.stereotype.Component;

/** What the thread that cleared it last has sent since; what listeners do meanwhile is not theirs. */
@Component
public class Statements {

    private List<String> sent = List.of();

    void clear() {
        sent = SentStatements.fromNowOn();
    }

    List<String> all() {
        return List.copyOf(sent);
    }

    /** Those on this module's own tables. */
    List<String> ofPoints() {
        return sent.stream().filter(sql -> sql.contains("points_")).toList();
    }
}
