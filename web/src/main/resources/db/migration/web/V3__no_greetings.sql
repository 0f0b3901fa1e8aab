-- A tier that was reached is in its history (membership_tier_change), and so is whether it was put away.
DROP TABLE web_greeting;
