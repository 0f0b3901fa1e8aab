-- A version of a rule that is tried with some members before it is everyone's, from version `since` on; `version` is the newest
-- of the trial. Those whom it is for are a share of the members of whom the condition `among` holds; of all when it is absent.
CREATE TABLE points_pilot (
    rule_id     BINARY(16)   NOT NULL,
    since       INT          NOT NULL,
    version     INT          NOT NULL,
    per_mille   INT          NOT NULL,
    among       LONGTEXT     NULL,
    question_zh VARCHAR(200) NOT NULL,
    question_en VARCHAR(200) NOT NULL,
    state       VARCHAR(16)  CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    started_at  DATETIME(6)  NOT NULL,
    ended_at    DATETIME(6)  NULL,
    PRIMARY KEY (rule_id, since),
    KEY points_pilot_state (state, started_at)
) DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_0900_ai_ci;

CREATE TABLE points_pilot_answer (
    member_id   BINARY(16)   NOT NULL,
    rule_id     BINARY(16)   NOT NULL,
    since       INT          NOT NULL,
    answer      VARCHAR(16)  CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    comment     VARCHAR(500) NULL,
    answered_at DATETIME(6)  NOT NULL,
    PRIMARY KEY (member_id, rule_id, since),
    KEY points_pilot_answer_counts (rule_id, since, answer),
    KEY points_pilot_answer_newest (rule_id, since, answered_at)
) DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_0900_ai_ci;
