package io.perennial;

import org.springframework.boot.autoconfigure.SpringBootApplication;

/** The application that this module's tests start: the module and what they stand around it. */
@SpringBootApplication
public class RewardsAlone {}
