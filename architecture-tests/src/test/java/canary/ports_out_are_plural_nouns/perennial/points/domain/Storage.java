package canary.ports_out_are_plural_nouns.perennial.points.domain;

public interface Storage {}
