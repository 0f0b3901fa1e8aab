-- What members are asked, word by word; a version is never changed, the newest is in force.
CREATE TABLE membership_consent_wording (
    purpose      VARCHAR(24)  CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    version      INT          NOT NULL,
    text_zh      VARCHAR(600) NOT NULL,
    text_en      VARCHAR(600) NOT NULL,
    published_at DATETIME(6)  NOT NULL,
    published_by BINARY(16)   NULL,
    PRIMARY KEY (purpose, version)
) DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_0900_ai_ci;

INSERT INTO membership_consent_wording (purpose, version, text_zh, text_en, published_at, published_by) VALUES
    ('OFFERS', 1, '我同意你们通过所选方式向我发送优惠、活动和新奖品的消息。我可以随时撤回同意。',
     'You may send me offers, events and news about rewards by the ways I choose. I can withdraw this at any time.',
     '2000-01-01 00:00:00', NULL),
    ('SURVEYS', 1, '我同意你们通过所选方式邀请我参加调查和评价。我可以随时撤回同意。',
     'You may invite me to surveys and reviews by the ways I choose. I can withdraw this at any time.',
     '2000-01-01 00:00:00', NULL),
    ('PERSONALISATION', 1, '我同意你们根据我的购买和活动为我挑选优惠和推荐。我可以随时关闭，这不影响我的积分和等级。',
     'You may choose offers and recommendations for me by what I buy and do. I can switch this off at any time; my points and tier stay as they are.',
     '2000-01-01 00:00:00', NULL);

-- Every yes and every no as it was said: only ever inserted into. Each line holds the hash of itself and of the one before.
CREATE TABLE membership_consent_event (
    member_id       BINARY(16)  NOT NULL,
    seq             INT         NOT NULL,
    purpose         VARCHAR(24) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    channel         VARCHAR(16) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    given           BOOLEAN     NOT NULL,
    wording_version INT         NOT NULL,
    wording_locale  VARCHAR(16) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    how             VARCHAR(24) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    staff_id        BINARY(16)  NULL,
    at              DATETIME(6) NOT NULL,
    hash            BINARY(32)  NOT NULL,
    PRIMARY KEY (member_id, seq)
) DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_0900_ai_ci;

-- What holds now: the last line of the log for each purpose and channel.
CREATE TABLE membership_consent (
    member_id       BINARY(16)  NOT NULL,
    purpose         VARCHAR(24) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    channel         VARCHAR(16) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    given           BOOLEAN     NOT NULL,
    wording_version INT         NOT NULL,
    seq             INT         NOT NULL,
    changed_at      DATETIME(6) NOT NULL,
    PRIMARY KEY (member_id, purpose, channel),
    KEY membership_consent_members (purpose, channel, given, member_id)
) DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_0900_ai_ci;

-- What a member asked to be handed of all that is kept about them.
CREATE TABLE membership_export (
    member_id    BINARY(16)  NOT NULL,
    export_id    BINARY(16)  NOT NULL,
    asked_at     DATETIME(6) NOT NULL,
    leased_until DATETIME(6) NULL,
    ready_at     DATETIME(6) NULL,
    gone_at      DATETIME(6) NULL,
    size_bytes   BIGINT      NOT NULL,
    PRIMARY KEY (member_id, export_id),
    KEY membership_export_waiting (ready_at, asked_at),
    KEY membership_export_gone (gone_at)
) DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_0900_ai_ci;

CREATE TABLE membership_export_piece (
    member_id BINARY(16) NOT NULL,
    export_id BINARY(16) NOT NULL,
    piece     INT        NOT NULL,
    bytes     MEDIUMBLOB NOT NULL,
    PRIMARY KEY (member_id, export_id, piece)
) DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_0900_ai_ci;

-- Accounts on their way out. A member's own wish waits its days; staff's waits for a second pair of eyes (erase_at is NULL).
CREATE TABLE membership_closing (
    member_id  BINARY(16)   NOT NULL,
    asked_at   DATETIME(6)  NOT NULL,
    asked_by   BINARY(16)   NULL,
    reason     VARCHAR(200) NULL,
    erase_at   DATETIME(6)  NULL,
    erased_at  DATETIME(6)  NULL,
    PRIMARY KEY (member_id),
    KEY membership_closing_due (erase_at),
    KEY membership_closing_waiting (erased_at, erase_at, asked_at)
) DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_0900_ai_ci;

-- Where a name can be met: at each of its words, and in Chinese at each sign.
CREATE TABLE membership_name_part (
    part      VARCHAR(24) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin NOT NULL,
    member_id BINARY(16)  NOT NULL,
    PRIMARY KEY (part, member_id),
    KEY membership_name_part_member (member_id)
) DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_0900_ai_ci;
