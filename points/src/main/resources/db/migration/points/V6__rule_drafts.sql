-- A rule that is being written: at most one draft for each rule, also for one that does not exist yet. What was typed is kept as
-- it was left; the rule itself stands here as soon as nothing is missing.
CREATE TABLE points_rule_draft (
    rule_id         BINARY(16)  NOT NULL,
    version         INT         NOT NULL,
    edition         INT         NOT NULL,
    role            VARCHAR(8)  CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    name_zh         VARCHAR(80) NOT NULL,
    name_en         VARCHAR(80) NOT NULL,
    typed           LONGTEXT    NOT NULL,
    activity_type   VARCHAR(32) CHARACTER SET ascii COLLATE ascii_bin NULL,
    definition      LONGTEXT    NULL,
    effective_from  DATETIME(6) NULL,
    effective_until DATETIME(6) NULL,
    saved_at        DATETIME(6) NOT NULL,
    saved_by        BINARY(16)  NOT NULL,
    PRIMARY KEY (rule_id)
) DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_0900_ai_ci;
