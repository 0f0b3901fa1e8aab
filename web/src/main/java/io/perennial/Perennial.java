package io.perennial;

import io.perennial.web.Commands;
import java.util.Map;
import java.util.TimeZone;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;
import org.springframework.modulith.Modulithic;

/** The whole of Perennial: one application, one database, modules that talk through ports and events. */
@SpringBootApplication
@ConfigurationPropertiesScan
@Modulithic(systemName = "Perennial")
public class Perennial {

    public static void main(String[] arguments) {
        // jOOQ binds a date and time through the JVM's own zone; ours are all UTC.
        TimeZone.setDefault(TimeZone.getTimeZone("UTC"));
        if (Commands.isAskedFor(arguments)) {
            System.exit(Commands.run(Map.of(), arguments));
        }
        SpringApplication.run(Perennial.class, arguments);
    }
}
