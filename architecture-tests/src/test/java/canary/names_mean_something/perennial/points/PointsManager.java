package canary.names_mean_something.perennial.points;

class PointsManager {}
