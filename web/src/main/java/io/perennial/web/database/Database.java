package io.perennial.web.database;

import javax.sql.DataSource;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.transaction.PlatformTransactionManager;

@Configuration(proxyBeanMethods = false)
class Database {

    @Bean
    static UnderThePool underThePool() {
        return new UnderThePool();
    }

    @Bean
    PlatformTransactionManager transactionManager(DataSource dataSource) {
        return new TransactionsByJdbc(dataSource);
    }
}
