package io.perennial.web.instances;

import io.perennial.Perennial;
import io.perennial.testing.AnotherProcess;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.TimeZone;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.web.server.context.WebServerApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.core.task.TaskDecorator;

/** In another process: the whole application with its web server and its jobs, which says on which port it serves. */
final class OneInstance {

    private OneInstance() {}

    /** @param arguments a file from whose appearance on no event reaches its listeners any more; then options of the application */
    public static void main(String[] arguments) {
        TimeZone.setDefault(TimeZone.getTimeZone("UTC"));
        System.setProperty(Deaf.class.getName(), arguments[0]);
        var options = java.util.Arrays.copyOfRange(arguments, 1, arguments.length);
        var context =
                (WebServerApplicationContext) new SpringApplicationBuilder(Perennial.class, Deaf.class).run(options);
        AnotherProcess.say("port " + context.getWebServer().getPort());
    }

    /** What dies between a commit and the listeners, for certain. No configuration by its annotation: other tests would find it. */
    static class Deaf {

        @Bean
        TaskDecorator deafness() {
            var sign = Path.of(System.getProperty(Deaf.class.getName()));
            return task -> () -> {
                if (!Files.exists(sign)) {
                    task.run();
                }
            };
        }
    }
}
