-- One row a member, locked while their days, missions and badges move.
CREATE TABLE points_journey (
    member_id BINARY(16) NOT NULL,
    longest   INT        NOT NULL,
    PRIMARY KEY (member_id)
) DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_0900_ai_ci;

-- Days in a row on which a member checked in or made up for it. No two rows of a member touch: days that meet are one row.
CREATE TABLE points_streak (
    member_id BINARY(16) NOT NULL,
    first_day DATE       NOT NULL,
    last_day  DATE       NOT NULL,
    PRIMARY KEY (member_id, first_day),
    KEY points_streak_latest (member_id, last_day),
    CONSTRAINT points_streak_days CHECK (last_day >= first_day)
) DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_0900_ai_ci;

CREATE TABLE points_made_up_day (
    member_id BINARY(16)  NOT NULL,
    day       DATE        NOT NULL,
    used_at   DATETIME(6) NOT NULL,
    PRIMARY KEY (member_id, day)
) DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_0900_ai_ci;

-- A prize for the length that a streak had reached on a day.
CREATE TABLE points_streak_prize (
    member_id    BINARY(16)  NOT NULL,
    day          DATE        NOT NULL,
    length       INT         NOT NULL,
    plan_version INT         NOT NULL,
    points       BIGINT      NOT NULL,
    growth       BIGINT      NOT NULL,
    badge_id     BINARY(16)  NULL,
    paid_at      DATETIME(6) NOT NULL,
    PRIMARY KEY (member_id, day, length)
) DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_0900_ai_ci;

-- A version holds from the beginning of its day until a later version's.
CREATE TABLE points_streak_plan (
    version      INT         NOT NULL,
    from_day     DATE        NOT NULL,
    definition   LONGTEXT    NOT NULL,
    published_at DATETIME(6) NOT NULL,
    published_by BINARY(16)  NULL,
    PRIMARY KEY (version)
) DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_0900_ai_ci;

INSERT INTO points_streak_plan (version, from_day, definition, published_at)
VALUES (1, '2000-01-01',
        '{"cycle":30,"prizes":{"3":{"points":5,"growth":0},"7":{"points":20,"growth":0},"14":{"points":50,"growth":0},"30":{"points":120,"growth":0}},"makeUps":1,"makeUpWithin":7}',
        '2000-01-01 00:00:00');

CREATE TABLE points_mission (
    mission_id   BINARY(16)  NOT NULL,
    version      INT         NOT NULL,
    definition   LONGTEXT    NOT NULL,
    published_at DATETIME(6) NOT NULL,
    published_by BINARY(16)  NULL,
    retired_at   DATETIME(6) NULL,
    PRIMARY KEY (mission_id, version)
) DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_0900_ai_ci;

-- What one activity adds to one step, and by which version of the mission that was judged. Follows from the stream alone:
-- written again it says the same.
CREATE TABLE points_mission_part (
    member_id   BINARY(16)  NOT NULL,
    mission_id  BINARY(16)  NOT NULL,
    period      DATE        NOT NULL,
    step        VARCHAR(16) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    activity_id BINARY(16)  NOT NULL,
    version     INT         NOT NULL,
    day         DATE        NOT NULL,
    amount      BIGINT      NOT NULL,
    PRIMARY KEY (member_id, mission_id, period, step, activity_id),
    KEY points_mission_part_activity (member_id, activity_id),
    CONSTRAINT points_mission_part_amount CHECK (amount >= 0)
) DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_0900_ai_ci;

-- The sum of the parts.
CREATE TABLE points_mission_progress (
    member_id  BINARY(16)  NOT NULL,
    mission_id BINARY(16)  NOT NULL,
    period     DATE        NOT NULL,
    step       VARCHAR(16) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    times      BIGINT      NOT NULL,
    amount     BIGINT      NOT NULL,
    days       BIGINT      NOT NULL,
    PRIMARY KEY (member_id, mission_id, period, step),
    KEY points_mission_progress_members (mission_id, period, member_id)
) DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_0900_ai_ci;

-- A mission done, with the prize that was given for it: once for each period.
CREATE TABLE points_mission_prize (
    member_id    BINARY(16)  NOT NULL,
    mission_id   BINARY(16)  NOT NULL,
    period       DATE        NOT NULL,
    version      INT         NOT NULL,
    points       BIGINT      NOT NULL,
    growth       BIGINT      NOT NULL,
    badge_id     BINARY(16)  NULL,
    completed_at DATETIME(6) NOT NULL,
    PRIMARY KEY (member_id, mission_id, period),
    KEY points_mission_prize_members (mission_id, period)
) DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_0900_ai_ci;

-- Prizes that are left of a mission with a limit, in slots, so that not everybody waits for the same row. Only the first one
-- may be below zero: when the limit was made smaller than what had been given.
CREATE TABLE points_mission_quota (
    mission_id BINARY(16) NOT NULL,
    slot       INT        NOT NULL,
    share      BIGINT     NOT NULL,
    remaining  BIGINT     NOT NULL,
    PRIMARY KEY (mission_id, slot),
    CONSTRAINT points_mission_quota_remaining CHECK (remaining >= 0 OR slot = 0)
) DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_0900_ai_ci;

CREATE TABLE points_badge (
    badge_id   BINARY(16)   NOT NULL,
    version    INT          NOT NULL,
    name_zh    VARCHAR(80)  NOT NULL,
    name_en    VARCHAR(80)  NOT NULL,
    text_zh    VARCHAR(300) NOT NULL,
    text_en    VARCHAR(300) NOT NULL,
    icon       VARCHAR(32)  CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    picture_id BINARY(16)   NULL,
    created_at DATETIME(6)  NOT NULL,
    retired_at DATETIME(6)  NULL,
    PRIMARY KEY (badge_id)
) DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_0900_ai_ci;

CREATE TABLE points_badge_earned (
    member_id BINARY(16)  NOT NULL,
    badge_id  BINARY(16)  NOT NULL,
    earned_at DATETIME(6) NOT NULL,
    for_zh    VARCHAR(80) NOT NULL,
    for_en    VARCHAR(80) NOT NULL,
    PRIMARY KEY (member_id, badge_id),
    KEY points_badge_earned_members (badge_id, member_id)
) DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_0900_ai_ci;
