package canary.use_cases_are_gerunds.perennial.points.application;

class Earner implements canary.use_cases_are_gerunds.perennial.points.EarnAnything {}
