package canary.use_cases_are_package_private.perennial.points.application;

public class EarningInPublic {}
