package canary.floors_depend_downward_only.perennial.points;

class Peeking {

    canary.floors_depend_downward_only.perennial.web.Page page;
}
