CREATE TABLE membership_staff (
    staff_id      BINARY(16)   NOT NULL,
    login         VARCHAR(40)  CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    display_name  VARCHAR(80)  NOT NULL,
    password_hash VARCHAR(255) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    disabled      TINYINT(1)   NOT NULL,
    created_at    DATETIME(6)  NOT NULL,
    PRIMARY KEY (staff_id),
    UNIQUE KEY membership_staff_login (login)
) DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_0900_ai_ci;

CREATE TABLE membership_staff_role (
    staff_id BINARY(16)  NOT NULL,
    role     VARCHAR(24) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    PRIMARY KEY (staff_id, role)
) DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_0900_ai_ci;

-- The audit trail: only ever inserted into. Of a member who was erased it keeps who did what and when, not the values.
CREATE TABLE membership_change (
    change_id    BINARY(16)  NOT NULL,
    changed_at   DATETIME(6) NOT NULL,
    staff_id     BINARY(16)  NULL,
    action       VARCHAR(48) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    subject_kind VARCHAR(24) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    subject_id   VARCHAR(64) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    member_id    BINARY(16)  NULL, -- whom it is about, whatever its subject is
    before_json  LONGTEXT    NULL,
    after_json   LONGTEXT    NULL,
    request_id   VARCHAR(64) CHARACTER SET ascii COLLATE ascii_bin NULL,
    PRIMARY KEY (change_id),
    KEY membership_change_subject (subject_id, subject_kind, change_id),
    KEY membership_change_kind (subject_kind, change_id),
    KEY membership_change_staff (staff_id, change_id),
    KEY membership_change_staff_kind (staff_id, subject_kind, change_id),
    KEY membership_change_staff_action (staff_id, action, change_id),
    KEY membership_change_action (action, change_id),
    KEY membership_change_member (member_id, change_id),
    KEY membership_change_request (request_id, change_id)
) DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_0900_ai_ci;
