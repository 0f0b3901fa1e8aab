package canary.use_cases_do_not_know_adapters.perennial.points.adapter.jooq;

public class Adapter {}
