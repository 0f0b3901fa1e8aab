package canary.packages_are_null_marked.perennial.points;

class Unmarked {}
