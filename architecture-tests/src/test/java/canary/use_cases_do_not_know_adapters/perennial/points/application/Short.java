package canary.use_cases_do_not_know_adapters.perennial.points.application;

@SuppressWarnings("AvoidCommonTypeNames") // short for what it is
class Short {

    canary.use_cases_do_not_know_adapters.perennial.points.adapter.jooq.Adapter adapter;
}
