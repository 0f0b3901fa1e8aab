-- When the member put away the congratulation on a rise; with it goes what was not put away before.
ALTER TABLE membership_tier_change ADD COLUMN put_away_at DATETIME(6) NULL;
