package canary.floors_depend_downward_only.perennial.web;

public class Page {}
