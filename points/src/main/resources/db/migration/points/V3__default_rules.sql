-- What a programme begins with. In force since long ago, so that a shop's old purchases earn when they are brought in.
INSERT INTO points_rule
    (rule_id, version, name_zh, name_en, activity_type, definition, effective_from, published_at)
VALUES
    (UNHEX('0190000000007000800000000000A001'), 1, '消费得积分', 'Purchase', 'purchase',
     '{"points":{"type":"per-amount","units":1,"perAmount":1.00,"rounding":"DOWN"},"growth":{"type":"per-amount","units":1,"perAmount":1.00,"rounding":"DOWN"}}',
     '2000-01-01 00:00:00', '2000-01-01 00:00:00'),
    (UNHEX('0190000000007000800000000000A002'), 1, '每日签到', 'Daily check-in', 'check-in',
     '{"points":{"type":"fixed","units":5},"growth":{"type":"nothing"}}',
     '2000-01-01 00:00:00', '2000-01-01 00:00:00');
