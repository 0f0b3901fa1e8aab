package canary.jooq_stays_in_its_adapter.perennial.points.application;

class Querying {

    org.jooq.DSLContext dsl;
}
