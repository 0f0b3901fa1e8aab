package canary.the_domain_knows_only_java_and_published_types.perennial.points.domain;

@org.springframework.stereotype.Component
class Mapped {}
