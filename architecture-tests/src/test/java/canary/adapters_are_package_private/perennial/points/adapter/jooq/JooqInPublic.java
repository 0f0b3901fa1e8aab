package canary.adapters_are_package_private.perennial.points.adapter.jooq;

public class JooqInPublic {}
