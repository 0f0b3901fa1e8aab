-- Values are normalised before they are stored, hence compared byte by byte.
CREATE TABLE membership_member_tag (
    member_id BINARY(16)  NOT NULL,
    tag       VARCHAR(40) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin NOT NULL,
    staff_id  BINARY(16)  NULL,
    set_at    DATETIME(6) NOT NULL,
    PRIMARY KEY (member_id, tag),
    KEY membership_member_tag_members (tag, member_id)
) DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_0900_ai_ci;

-- How many members have each tag, so that nobody counts them.
CREATE TABLE membership_tag (
    tag     VARCHAR(40) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin NOT NULL,
    members BIGINT      NOT NULL,
    PRIMARY KEY (tag),
    CONSTRAINT membership_tag_members CHECK (members >= 0)
) DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_0900_ai_ci;
