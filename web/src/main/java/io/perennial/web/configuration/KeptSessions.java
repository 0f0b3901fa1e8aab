package io.perennial.web.configuration;

import java.util.Optional;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.boot.session.autoconfigure.SessionTimeout;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Primary;
import org.springframework.session.FindByIndexNameSessionRepository;
import org.springframework.session.Session;
import org.springframework.session.config.SessionRepositoryCustomizer;
import org.springframework.session.jdbc.JdbcIndexedSessionRepository;
import org.springframework.session.jdbc.config.annotation.web.http.EnableJdbcHttpSession;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionOperations;
import org.springframework.transaction.support.TransactionTemplate;

/** Sessions are kept in the database, so that every instance knows them, and asked for on every request. */
@Configuration(proxyBeanMethods = false)
@ConditionalOnWebApplication
@EnableJdbcHttpSession
class KeptSessions {

    @Bean
    @Primary
    FindByIndexNameSessionRepository<? extends Session> sparingSessions(JdbcIndexedSessionRepository inDatabase) {
        return sparing(inDatabase);
    }

    private static <S extends Session> SparingSessions<S> sparing(FindByIndexNameSessionRepository<S> all) {
        return new SparingSessions<>(all);
    }

    @Bean
    SessionRepositoryCustomizer<JdbcIndexedSessionRepository> sessionTimeout(SessionTimeout timeout) {
        return sessions -> Optional.ofNullable(timeout.getTimeout()).ifPresent(sessions::setDefaultMaxInactiveInterval);
    }

    /**
     * Each statement is a transaction of its own: reading a session then asks once, not four times. What is left when one
     * breaks in the middle of opening a session is a session in which nobody is signed in. For nobody else.
     */
    @Bean(defaultCandidate = false)
    TransactionOperations springSessionTransactionOperations(PlatformTransactionManager transactions) {
        var alone = new TransactionTemplate(transactions);
        alone.setPropagationBehavior(TransactionDefinition.PROPAGATION_NOT_SUPPORTED);
        return alone;
    }
}
