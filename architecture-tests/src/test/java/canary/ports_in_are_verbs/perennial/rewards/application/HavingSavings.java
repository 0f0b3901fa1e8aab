package canary.ports_in_are_verbs.perennial.rewards.application;

import canary.ports_in_are_verbs.perennial.points.Savings;

class HavingSavings implements Savings {}
