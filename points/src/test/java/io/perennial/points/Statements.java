package io.perennial.points;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jooq.ExecuteContext;
import org.jooq.ExecuteListener;
import org.jooq.ExecuteListenerProvider;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Writes down what jOOQ sends to the database for whoever cleared it last; what listeners do meanwhile is not theirs. */
@Component
public class Statements implements ExecuteListenerProvider {

    private final List<String> sent = new CopyOnWriteArrayList<>();
    private volatile @Nullable Thread watched;

    void clear() {
        watched = Thread.currentThread();
        sent.clear();
    }

    List<String> all() {
        return List.copyOf(sent);
    }

    /** Those on this module's own tables. */
    List<String> ofPoints() {
        return sent.stream().filter(sql -> sql.contains("points_")).toList();
    }

    @Override
    public ExecuteListener provide() {
        return new ExecuteListener() {
            @Override
            public void executeStart(ExecuteContext context) {
                if (Thread.currentThread().equals(watched)) {
                    sent.add(String.valueOf(context.sql()));
                }
            }
        };
    }
}
