-- settled_to: how far a definition that changed has been judged for everyone; nothing when it has been for all. swept_until: up
-- to when the passing of time has been judged. counted_at: when it was last counted how many of its members can be reached.
CREATE TABLE insights_segment (
    code         VARCHAR(32)  CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    version      INT          NOT NULL,
    settling     TINYINT(1)   NOT NULL,
    settled_to   BINARY(16)   NULL,
    swept_until  DATETIME(6)  NOT NULL,
    members      BIGINT       NOT NULL,
    retired_at   DATETIME(6)  NULL,
    active       BIGINT       NULL,
    email        BIGINT       NULL,
    sms          BIGINT       NULL,
    whatsapp     BIGINT       NULL,
    wechat       BIGINT       NULL,
    counted_at   DATETIME(6)  NULL,
    PRIMARY KEY (code),
    CONSTRAINT insights_segment_members CHECK (members >= 0)
) DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_0900_ai_ci;

CREATE TABLE insights_segment_version (
    code          VARCHAR(32) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    version       INT         NOT NULL,
    kind          VARCHAR(16) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    name_zh       VARCHAR(60) NOT NULL,
    name_en       VARCHAR(60) NOT NULL,
    definition    LONGTEXT    NOT NULL,
    published_at  DATETIME(6) NOT NULL,
    published_by  BINARY(16)  NULL,
    PRIMARY KEY (code, version)
) DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_0900_ai_ci;

-- Who belonged to which segment from when until when; one open stay at most.
CREATE TABLE insights_segment_stay (
    member_id   BINARY(16)  NOT NULL,
    segment     VARCHAR(32) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    entered_at  DATETIME(6) NOT NULL,
    left_at     DATETIME(6) NULL,
    version     INT         NOT NULL,
    open_member BINARY(16)  GENERATED ALWAYS AS (CASE WHEN left_at IS NULL THEN member_id END) STORED,
    PRIMARY KEY (member_id, segment, entered_at),
    UNIQUE KEY insights_segment_stay_open (segment, open_member),
    KEY insights_segment_stay_of_member (open_member, segment)
) DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_0900_ai_ci;

-- How many came and went on each day in the programme's zone, counted as they do.
CREATE TABLE insights_segment_day (
    segment VARCHAR(32) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    day     DATE        NOT NULL,
    came    BIGINT      NOT NULL,
    went    BIGINT      NOT NULL,
    PRIMARY KEY (segment, day)
) DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_0900_ai_ci;

INSERT INTO insights_segment (code, version, settling, settled_to, swept_until, members, retired_at) VALUES
    ('high-value', 1, 1, NULL, '2000-01-01 00:00:00', 0, NULL),
    ('active', 1, 1, NULL, '2000-01-01 00:00:00', 0, NULL),
    ('cooling', 1, 1, NULL, '2000-01-01 00:00:00', 0, NULL),
    ('asleep', 1, 1, NULL, '2000-01-01 00:00:00', 0, NULL),
    ('newcomers', 1, 1, NULL, '2000-01-01 00:00:00', 0, NULL),
    ('birthday-this-month', 1, 1, NULL, '2000-01-01 00:00:00', 0, NULL),
    ('close-to-next-tier', 1, 1, NULL, '2000-01-01 00:00:00', 0, NULL),
    ('points-about-to-expire', 1, 1, NULL, '2000-01-01 00:00:00', 0, NULL);

INSERT INTO insights_segment_version (code, version, kind, name_zh, name_en, definition, published_at, published_by) VALUES
    ('high-value', 1, 'DYNAMIC', '高价值', 'High value',
     '{"type":"all","parts":[{"type":"rfm","measure":"MONEY","from":5,"to":5},{"type":"rfm","measure":"FREQUENCY","from":4,"to":5}]}',
     '2000-01-01 00:00:00', NULL),
    ('active', 1, 'DYNAMIC', '活跃', 'Active',
     '{"type":"all","parts":[{"type":"seen-within","days":30}]}',
     '2000-01-01 00:00:00', NULL),
    ('cooling', 1, 'DYNAMIC', '转冷', 'Cooling',
     '{"type":"all","parts":[{"type":"not","part":{"type":"seen-within","days":30}},{"type":"seen-within","days":90}]}',
     '2000-01-01 00:00:00', NULL),
    ('asleep', 1, 'DYNAMIC', '沉睡', 'Asleep',
     '{"type":"all","parts":[{"type":"not","part":{"type":"seen-within","days":90}},{"type":"not","part":{"type":"enrolled-within","days":90}}]}',
     '2000-01-01 00:00:00', NULL),
    ('newcomers', 1, 'DYNAMIC', '新会员', 'New',
     '{"type":"all","parts":[{"type":"enrolled-within","days":30}]}',
     '2000-01-01 00:00:00', NULL),
    ('birthday-this-month', 1, 'DYNAMIC', '本月生日', 'Birthday this month',
     '{"type":"all","parts":[{"type":"birthday-month"}]}',
     '2000-01-01 00:00:00', NULL),
    ('close-to-next-tier', 1, 'DYNAMIC', '即将升级', 'Close to the next tier',
     '{"type":"all","parts":[{"type":"near-next-tier","missing":100}]}',
     '2000-01-01 00:00:00', NULL),
    ('points-about-to-expire', 1, 'DYNAMIC', '积分即将到期', 'Points about to expire',
     '{"type":"all","parts":[{"type":"points-expiring","days":30,"least":100}]}',
     '2000-01-01 00:00:00', NULL);
