package io.perennial.web.database;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Set;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.datasource.DelegatingDataSource;

/**
 * Connections that go back to committing by themselves only when somebody works without a transaction.
 *
 * <p><b>How it is designed, and why.</b> A transaction tells the server when it begins that it will commit by itself, and
 * when it is over that it will not: two round trips, of thirteen that a batch of earnings takes. Most connections go from one
 * transaction to the next. So what is said at the end is put off: whoever holds the connection sees it as it was asked for,
 * and the server hears of it before the next statement that needs it, and never if that belongs to a transaction again. A
 * transaction that is still open when it is said is ended there and then, as JDBC promises.
 */
final class LateAutoCommit extends DelegatingDataSource {

    LateAutoCommit(DataSource target) {
        super(target);
    }

    @Override
    public Connection getConnection() throws SQLException {
        return of(super.getConnection());
    }

    @Override
    public Connection getConnection(String user, String password) throws SQLException {
        return of(super.getConnection(user, password));
    }

    static Connection of(Connection connection) throws SQLException {
        return (Connection) Proxy.newProxyInstance(
                LateAutoCommit.class.getClassLoader(), new Class<?>[] {Connection.class}, new Kept(connection));
    }

    /** One thread at a time holds a connection; the pool passes it on. */
    private static final class Kept implements InvocationHandler {

        /** After these the server may be asked something, on the transaction's behalf if there is one. */
        private static final Set<String> SPEAKING =
                Set.of("createStatement", "prepareStatement", "prepareCall", "getMetaData", "setSavepoint", "unwrap");

        private final Connection connection;

        /** As whoever holds it sees it. */
        private boolean asked;

        /** As the server knows it. */
        private boolean told;

        /** Whether something may have been done since the last commit or rollback. */
        private boolean isOpen;

        Kept(Connection connection) throws SQLException {
            this.connection = connection;
            told = connection.getAutoCommit();
            asked = told;
        }

        @Override
        @SuppressWarnings("ReferenceEquality") // a connection equals itself alone
        public @Nullable Object invoke(Object proxy, Method method, @Nullable Object @Nullable [] arguments)
                throws Throwable {
            var name = method.getName();
            if (arguments != null && name.equals("setAutoCommit")) {
                ask((Boolean) arguments[0]);
                return null;
            }
            if (arguments != null && name.equals("equals")) {
                return proxy == arguments[0];
            }
            if (name.equals("getAutoCommit")) {
                return asked;
            }
            if (SPEAKING.contains(name)) {
                tell();
                isOpen = !asked;
            }
            var result = invoke(method, arguments);
            if (arguments == null && (name.equals("commit") || name.equals("rollback"))) {
                isOpen = false;
            }
            return result;
        }

        private void ask(boolean autoCommit) throws SQLException {
            asked = autoCommit;
            if (!autoCommit || isOpen) {
                tell();
                isOpen = false;
            }
        }

        private void tell() throws SQLException {
            if (told != asked) {
                connection.setAutoCommit(asked);
                told = asked;
            }
        }

        private @Nullable Object invoke(Method method, @Nullable Object @Nullable [] arguments) throws Throwable {
            try {
                return method.invoke(connection, arguments);
            } catch (InvocationTargetException failed) {
                throw failed.getTargetException();
            }
        }
    }
}
