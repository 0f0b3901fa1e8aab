-- What staff saw of members: who, of whom, which kind of thing and when, never the value itself. in_hour counts the look-ups of
-- this person within the hour that ends with this one; unusual says that they were more than anybody's work needs.
CREATE TABLE membership_look_up (
    look_up_id BINARY(16)   NOT NULL,
    looked_at  DATETIME(6)  NOT NULL,
    staff_id   BINARY(16)   NOT NULL,
    member_id  BINARY(16)   NULL, -- none where it was about many, or found nobody
    kind       VARCHAR(24)  CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    members    BIGINT       NOT NULL,
    reason     VARCHAR(200) NULL,
    in_hour    INT          NOT NULL,
    unusual    TINYINT(1)   NOT NULL,
    address    VARCHAR(64)  CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    request_id VARCHAR(64)  CHARACTER SET ascii COLLATE ascii_bin NULL,
    PRIMARY KEY (look_up_id),
    KEY membership_look_up_staff (staff_id, look_up_id),
    KEY membership_look_up_staff_kind (staff_id, kind, look_up_id),
    KEY membership_look_up_staff_unusual (staff_id, unusual, look_up_id),
    KEY membership_look_up_member (member_id, look_up_id),
    KEY membership_look_up_kind (kind, look_up_id),
    KEY membership_look_up_member_kind (member_id, kind, look_up_id),
    KEY membership_look_up_unusual (unusual, look_up_id)
) DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_0900_ai_ci;

-- How staff came in, or did not. A login that belongs to nobody is not kept: it may be a password in the wrong field.
CREATE TABLE membership_staff_sign_in (
    sign_in_id BINARY(16)  NOT NULL,
    tried_at   DATETIME(6) NOT NULL,
    staff_id   BINARY(16)  NULL,
    outcome    VARCHAR(24) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    device     VARCHAR(80) NOT NULL,
    new_device TINYINT(1)  NOT NULL,
    address    VARCHAR(64) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    request_id VARCHAR(64) CHARACTER SET ascii COLLATE ascii_bin NULL,
    PRIMARY KEY (sign_in_id),
    KEY membership_staff_sign_in_staff (staff_id, sign_in_id),
    KEY membership_staff_sign_in_device (staff_id, outcome, device, address),
    KEY membership_staff_sign_in_outcome (outcome, sign_in_id),
    KEY membership_staff_sign_in_both (staff_id, outcome, sign_in_id),
    KEY membership_staff_sign_in_staff_new (staff_id, new_device, sign_in_id),
    KEY membership_staff_sign_in_new (new_device, sign_in_id)
) DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_0900_ai_ci;
