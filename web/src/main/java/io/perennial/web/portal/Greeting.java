package io.perennial.web.portal;

import io.perennial.membership.MemberId;
import java.time.Instant;

/** A tier reached, to be celebrated when the member next comes by. */
public record Greeting(MemberId member, String tierCode, Instant since) {}
