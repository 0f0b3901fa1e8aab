package io.perennial.trials;

import java.time.Duration;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Primary;

/** Nothing of the application is left out or replaced but its clock; two of its parts can be made to fail. */
@Configuration(proxyBeanMethods = false)
class WhatTrialsAdd {

    @Bean
    @Primary
    ShiftedClock shiftedClock(@Value("${trials.clock:PT0S}") Duration by) {
        return new ShiftedClock(by);
    }

    @Bean
    static UnreliableListeners unreliableListeners() {
        return new UnreliableListeners();
    }

    @Bean
    static StepByStep stepByStep() {
        return new StepByStep();
    }
}
