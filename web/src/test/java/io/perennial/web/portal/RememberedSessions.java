package io.perennial.web.portal;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.session.FindByIndexNameSessionRepository;
import org.springframework.session.MapSession;

/** Sessions in memory, found by whose they are. */
public final class RememberedSessions implements FindByIndexNameSessionRepository<MapSession> {

    private final Map<String, MapSession> sessions = new ConcurrentHashMap<>();

    @Override
    public MapSession createSession() {
        return new MapSession();
    }

    @Override
    public void save(MapSession session) {
        if (!session.getId().equals(session.getOriginalId())) {
            sessions.remove(session.getOriginalId());
        }
        sessions.put(session.getId(), new MapSession(session));
    }

    @Override
    public @Nullable MapSession findById(String id) {
        var session = sessions.get(id);
        return session == null || session.isExpired() ? null : new MapSession(session);
    }

    @Override
    public void deleteById(String id) {
        sessions.remove(id);
    }

    @Override
    public Map<String, MapSession> findByIndexNameAndIndexValue(String indexName, String indexValue) {
        return sessions.values().stream()
                .filter(session -> indexValue.equals(session.getAttribute(indexName)))
                .collect(Collectors.toMap(MapSession::getId, session -> session));
    }

    public int count() {
        return sessions.size();
    }

    public void forget() {
        sessions.clear();
    }
}
