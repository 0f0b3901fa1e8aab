package canary.ports_in_are_verbs.perennial.points.adapter.jooq;

import canary.ports_in_are_verbs.perennial.points.Savings;

class JooqSavings implements Savings {}
