-- A version is in force from its start until the next version's start, its own end, or its retirement.
CREATE TABLE points_rule (
    rule_id         BINARY(16)  NOT NULL,
    version         INT         NOT NULL,
    name_zh         VARCHAR(80) NOT NULL,
    name_en         VARCHAR(80) NOT NULL,
    activity_type   VARCHAR(32) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    definition      LONGTEXT    NOT NULL,
    effective_from  DATETIME(6) NOT NULL,
    effective_until DATETIME(6) NULL,
    published_at    DATETIME(6) NOT NULL,
    published_by    BINARY(16)  NULL,
    retired_at      DATETIME(6) NULL,
    PRIMARY KEY (rule_id, version)
) DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_0900_ai_ci;
