package canary.ports_in_are_verbs.perennial.rewards.adapter.jooq;

import canary.ports_in_are_verbs.perennial.points.Things;

class JooqThings implements Things {}
