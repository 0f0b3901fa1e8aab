-- A rule that is tried on a share of the members.
CREATE TABLE points_pilot (
    rule_id     BINARY(16)   NOT NULL,
    per_mille   INT          NOT NULL,
    question_zh VARCHAR(200) NOT NULL,
    question_en VARCHAR(200) NOT NULL,
    state       VARCHAR(16)  CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    started_at  DATETIME(6)  NOT NULL,
    ended_at    DATETIME(6)  NULL,
    PRIMARY KEY (rule_id),
    KEY points_pilot_state (state, started_at)
) DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_0900_ai_ci;

CREATE TABLE points_pilot_answer (
    member_id   BINARY(16)   NOT NULL,
    rule_id     BINARY(16)   NOT NULL,
    answer      VARCHAR(16)  CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    comment     VARCHAR(500) NULL,
    answered_at DATETIME(6)  NOT NULL,
    PRIMARY KEY (member_id, rule_id),
    KEY points_pilot_answer_counts (rule_id, answer),
    KEY points_pilot_answer_newest (rule_id, answered_at)
) DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_0900_ai_ci;
