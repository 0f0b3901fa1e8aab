package io.perennial.rewards.application;

import org.springframework.context.annotation.Configuration;
import org.springframework.resilience.annotation.EnableResilientMethods;

/** Retries run outside of transactions: the framework puts them before every other advice. */
@Configuration(proxyBeanMethods = false)
@EnableResilientMethods
class RetryingOnContention {}
