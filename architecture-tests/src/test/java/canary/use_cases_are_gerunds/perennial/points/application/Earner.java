package canary.use_cases_are_gerunds.perennial.points.application;

@org.springframework.stereotype.Component
class Earner {}
