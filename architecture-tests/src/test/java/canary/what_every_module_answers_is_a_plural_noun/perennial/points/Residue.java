package canary.what_every_module_answers_is_a_plural_noun.perennial.points;

public interface Residue {}
