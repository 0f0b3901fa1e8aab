package canary.modules.victim.inside;

public class Private {}
