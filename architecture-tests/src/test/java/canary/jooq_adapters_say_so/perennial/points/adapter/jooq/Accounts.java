package canary.jooq_adapters_say_so.perennial.points.adapter.jooq;

@org.springframework.stereotype.Component
class Accounts {}
