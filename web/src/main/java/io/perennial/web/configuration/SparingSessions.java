package io.perennial.web.configuration;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.session.FindByIndexNameSessionRepository;
import org.springframework.session.Session;

/**
 * Sessions that are not written each time somebody looks at a page: when somebody was seen last is noted once a minute, so
 * that a look whose session did not change costs the database one read and no commit. A session may therefore end, and a list
 * of devices say, up to a minute too early.
 */
final class SparingSessions<S extends Session> implements FindByIndexNameSessionRepository<SparingSessions.Seen<S>> {

    private static final Duration NOTED_EVERY = Duration.ofMinutes(1);

    private final FindByIndexNameSessionRepository<S> all;

    SparingSessions(FindByIndexNameSessionRepository<S> all) {
        this.all = all;
    }

    @Override
    public Seen<S> createSession() {
        return new Seen<>(all.createSession());
    }

    @Override
    public void save(Seen<S> session) {
        all.save(session.session());
    }

    @Override
    public @Nullable Seen<S> findById(String id) {
        var found = all.findById(id);
        return found == null ? null : new Seen<>(found);
    }

    @Override
    public void deleteById(String id) {
        all.deleteById(id);
    }

    @Override
    public Map<String, Seen<S>> findByIndexNameAndIndexValue(String indexName, String indexValue) {
        return all.findByIndexNameAndIndexValue(indexName, indexValue).entrySet().stream()
                .collect(Collectors.toMap(Map.Entry::getKey, each -> new Seen<>(each.getValue())));
    }

    /** A session that takes no notice of being seen again within the minute. */
    record Seen<S extends Session>(S session) implements Session {

        @Override
        public void setLastAccessedTime(Instant moment) {
            if (!moment.isBefore(session.getLastAccessedTime().plus(NOTED_EVERY))) {
                session.setLastAccessedTime(moment);
            }
        }

        @Override
        public Instant getLastAccessedTime() {
            return session.getLastAccessedTime();
        }

        @Override
        public String getId() {
            return session.getId();
        }

        @Override
        public String changeSessionId() {
            return session.changeSessionId();
        }

        @Override
        @SuppressWarnings("TypeParameterUnusedInFormals") // the sessions' signature
        public <T> @Nullable T getAttribute(String name) {
            return session.getAttribute(name);
        }

        @Override
        public Set<String> getAttributeNames() {
            return session.getAttributeNames();
        }

        @Override
        public void setAttribute(String name, @Nullable Object value) {
            if (value == null) {
                session.removeAttribute(name);
            } else {
                session.setAttribute(name, value);
            }
        }

        @Override
        public void removeAttribute(String name) {
            session.removeAttribute(name);
        }

        @Override
        public Instant getCreationTime() {
            return session.getCreationTime();
        }

        @Override
        public void setMaxInactiveInterval(Duration interval) {
            session.setMaxInactiveInterval(interval);
        }

        @Override
        public Duration getMaxInactiveInterval() {
            return session.getMaxInactiveInterval();
        }

        @Override
        public boolean isExpired() {
            return session.isExpired();
        }
    }
}
