package canary.what_every_module_answers_is_a_plural_noun.perennial.rewards.adapter.jooq;

import canary.what_every_module_answers_is_a_plural_noun.perennial.points.Residue;

class JooqResidue implements Residue {}
