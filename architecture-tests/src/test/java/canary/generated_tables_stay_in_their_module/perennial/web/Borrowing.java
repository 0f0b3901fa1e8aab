package canary.generated_tables_stay_in_their_module.perennial.web;

class Borrowing {

    canary.generated_tables_stay_in_their_module.perennial.points.adapter.jooq.generated.PointsThing row;
}
