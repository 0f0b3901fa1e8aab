package io.perennial;

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
        SpringApplication.run(Perennial.class, arguments);
    }
}
