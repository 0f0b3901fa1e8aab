package io.perennial.bench;

import io.perennial.Perennial;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.web.server.context.WebServerApplicationContext;
import org.springframework.context.ConfigurableApplicationContext;

/** The whole application, configured as in production, in this JVM, on a port of its own. */
record RunningPerennial(ConfigurableApplicationContext context) implements AutoCloseable {

    /** @param more sources of beans beside the application's own */
    static RunningPerennial on(Server server, String database, Class<?>... more) {
        var sources = new ArrayList<Class<?>>(List.of(Perennial.class));
        sources.addAll(List.of(more));
        var application = new SpringApplication(sources.toArray(Class<?>[]::new));
        application.setRegisterShutdownHook(false);
        return new RunningPerennial(application.run(
                "--spring.datasource.url=" + server.urlOf(database),
                "--spring.datasource.username=" + server.user(),
                "--spring.datasource.password=" + server.password(),
                "--spring.main.banner-mode=off",
                "--server.port=0",
                "--logging.level.root=warn",
                // One key asks for everything here, and what it may ask for is not what is measured.
                "--perennial.api.requests-per-minute=100000000",
                "--perennial.api.burst=1000000"));
    }

    <T> T port(Class<T> type) {
        return context.getBean(type);
    }

    <T> Collection<T> ports(Class<T> type) {
        return context.getBeansOfType(type).values();
    }

    int httpPort() {
        return Objects.requireNonNull(((WebServerApplicationContext) context).getWebServer())
                .getPort();
    }

    @Override
    public void close() {
        context.close();
    }
}
