-- A merged account stays with its entries, and what is still booked on it is carried on to the account that it went into, by
-- the merge that is named.
-- absorbs: whether other accounts went into this one, so that nobody asks for them in vain.
ALTER TABLE points_account
    ADD COLUMN merged_into BINARY(16) NULL,
    ADD COLUMN merge_id    BINARY(16) NULL,
    ADD COLUMN absorbs     TINYINT(1) NOT NULL DEFAULT 0,
    ADD KEY points_account_merged (merged_into, member_id);

-- What was carried from one account to another: by a merge, after it, and back when it is undone. Entries of both name it.
CREATE TABLE points_carriage (
    carriage_id BINARY(16)  NOT NULL,
    merge_id    BINARY(16)  NOT NULL,
    from_id     BINARY(16)  NOT NULL,
    to_id       BINARY(16)  NOT NULL,
    points      BIGINT      NOT NULL,
    pending     BIGINT      NOT NULL,
    carried_at  DATETIME(6) NOT NULL,
    PRIMARY KEY (carriage_id),
    KEY points_carriage_merge (merge_id, carried_at),
    KEY points_carriage_from (from_id),
    KEY points_carriage_to (to_id)
) DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_0900_ai_ci;

-- Which lot or waiting part became which one on the account that survives. repaid: what of it paid a debt of that account at
-- once. Of a debt that was carried, points are what was owed.
CREATE TABLE points_carried (
    merge_id BINARY(16)  NOT NULL,
    to_seq   BIGINT      NOT NULL,
    from_seq BIGINT      NOT NULL,
    points   BIGINT      NOT NULL,
    repaid   BIGINT      NOT NULL,
    kind     VARCHAR(8)  CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    PRIMARY KEY (merge_id, to_seq),
    KEY points_carried_from (merge_id, from_seq)
) DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_0900_ai_ci;

-- What else a merge moved, so that undoing it gives back just that.
CREATE TABLE points_merge_part (
    merge_id BINARY(16)   NOT NULL,
    what     VARCHAR(24)  CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    item     VARCHAR(255) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin NOT NULL,
    PRIMARY KEY (merge_id, what, item)
) DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_0900_ai_ci;
