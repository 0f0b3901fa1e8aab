package io.perennial.points;

import com.mysql.cj.jdbc.JdbcConnection;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.jdbc.datasource.DelegatingDataSource;
import org.springframework.stereotype.Component;

/**
 * Writes down what is sent to the database for whoever cleared it last, by jOOQ or by hand; what listeners do meanwhile is not
 * theirs, and what Spring keeps of events is not counted.
 */
@Component
public class Statements implements BeanPostProcessor {

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
    public Object postProcessAfterInitialization(Object bean, String name) {
        return bean instanceof DataSource pool
                ? new DelegatingDataSource(pool) {
                    @Override
                    public Connection getConnection() throws SQLException {
                        return watched(Connection.class, super.getConnection());
                    }
                }
                : bean;
    }

    /** Each statement is prepared for one execution. */
    private <T> T watched(Class<T> type, T connection) {
        InvocationHandler handler = (_, method, arguments) -> {
            if (method.getName().endsWith("repareStatement")
                    && Thread.currentThread().equals(watched)
                    && !arguments[0].toString().contains("EVENT_PUBLICATION")) {
                sent.add(arguments[0].toString());
            }
            try {
                var answer = method.invoke(connection, arguments);
                return answer instanceof JdbcConnection unwrapped ? watched(JdbcConnection.class, unwrapped) : answer;
            } catch (InvocationTargetException e) {
                throw e.getTargetException();
            }
        };
        return type.cast(Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, handler));
    }
}
