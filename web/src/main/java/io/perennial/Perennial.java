package io.perennial;

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
        SpringApplication.run(Perennial.class, arguments);
    }
}
