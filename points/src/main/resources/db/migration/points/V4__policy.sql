-- At any moment the highest version that has begun holds.
CREATE TABLE points_policy (
    version        INT         NOT NULL,
    definition     LONGTEXT    NOT NULL,
    effective_from DATETIME(6) NOT NULL,
    published_at   DATETIME(6) NOT NULL,
    published_by   BINARY(16)  NULL,
    PRIMARY KEY (version)
) DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_0900_ai_ci;

-- What a programme begins with.
INSERT INTO points_policy (version, definition, effective_from, published_at)
VALUES
    (1, '{"expiry":{"type":"rolling","months":24,"rounding":"MONTH"},"expiryOfTiers":{},"minimumLifeDays":30,"noticeDays":14,"pendingDays":{},"refunds":"WITHIN_BALANCE","transfers":{"perDay":5000,"perMonth":20000,"smallest":10,"undoMinutes":30},"adjustments":{"alone":{"SUPPORT":500,"FINANCE":5000,"ADMIN":5000}}}',
     '2000-01-01 00:00:00', '2000-01-01 00:00:00');
