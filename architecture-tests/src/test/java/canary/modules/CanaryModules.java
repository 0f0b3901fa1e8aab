package canary.modules;

import org.springframework.boot.autoconfigure.SpringBootApplication;

/** Two modules of which one reaches into the other. */
@SpringBootApplication
public class CanaryModules {}
