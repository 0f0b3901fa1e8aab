package canary.use_cases_are_gerunds.perennial.points;

public interface EarnAnything {}
