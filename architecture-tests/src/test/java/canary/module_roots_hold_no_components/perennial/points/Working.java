package canary.module_roots_hold_no_components.perennial.points;

@org.springframework.stereotype.Component
class Working {}
