package io.perennial.testing;

import com.mysql.cj.MysqlConnection;
import com.mysql.cj.Query;
import com.mysql.cj.interceptors.QueryInterceptor;
import com.mysql.cj.log.Log;
import com.mysql.cj.protocol.Resultset;
import com.mysql.cj.protocol.ServerSession;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Properties;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Notes each statement that a thread sends to the test database, whichever way; what the driver asks the server about itself
 * and what begins or ends transactions is left out.
 */
public final class SentStatements implements QueryInterceptor {

    private static final Pattern WORK = Pattern.compile("\\s*\\(*\\s*(select|insert|update|delete|replace|with)\\b.*");
    private static final ThreadLocal<@Nullable List<String>> NOTED = new ThreadLocal<>();

    /** What this thread sends while the task runs. */
    public static List<String> during(Runnable task) {
        var noted = fromNowOn();
        try {
            task.run();
        } finally {
            NOTED.remove();
        }
        return noted;
    }

    /** What this thread sends from now on, until it asks again. */
    public static List<String> fromNowOn() {
        var noted = new ArrayList<String>();
        NOTED.set(noted);
        return noted;
    }

    @Override
    @SuppressWarnings("TypeParameterUnusedInFormals") // the driver's signature
    public <T extends Resultset> @Nullable T preProcess(Supplier<String> sql, Query query) {
        var noted = NOTED.get();
        if (noted != null) {
            var text = sql.get().toLowerCase(Locale.ROOT);
            if (WORK.matcher(text.lines().findFirst().orElse("")).matches() && !text.contains("@@")) {
                noted.add(text);
            }
        }
        return null;
    }

    @Override
    public <T extends Resultset> @Nullable T postProcess(
            Supplier<String> sql, Query query, T result, ServerSession session) {
        return null;
    }

    @Override
    public QueryInterceptor init(MysqlConnection connection, Properties properties, Log log) {
        return this;
    }

    @Override
    public boolean executeTopLevelOnly() {
        return true;
    }

    @Override
    public void destroy() {}
}
