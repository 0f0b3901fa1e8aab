package canary.modules.victim;

public class Victim {}
