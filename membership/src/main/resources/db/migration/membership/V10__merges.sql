-- A merged member stays as another name of the one it went into, which may have gone into a third one since.
ALTER TABLE membership_member
    ADD COLUMN merged_into BINARY(16) NULL,
    ADD KEY membership_member_merged (merged_into, member_id);

-- Members who are to be one, and what became of it. before_json tells how both stood, so that it can be undone.
CREATE TABLE membership_merge (
    merge_id      BINARY(16)   NOT NULL,
    merged_id     BINARY(16)   NOT NULL,
    survivor_id   BINARY(16)   NOT NULL,
    state         VARCHAR(16)  CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    taken         VARCHAR(100) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    reason        VARCHAR(500) NOT NULL,
    proposed_by   BINARY(16)   NOT NULL,
    proposed_at   DATETIME(6)  NOT NULL,
    decided_by    BINARY(16)   NULL,
    decided_at    DATETIME(6)  NULL,
    undo_reason   VARCHAR(500) NULL,
    undo_asked_by BINARY(16)   NULL,
    undo_asked_at DATETIME(6)  NULL,
    undone_by     BINARY(16)   NULL,
    undone_at     DATETIME(6)  NULL,
    before_json   LONGTEXT     NULL,
    PRIMARY KEY (merge_id),
    KEY membership_merge_state (state, merge_id),
    KEY membership_merge_merged (merged_id, state),
    KEY membership_merge_survivor (survivor_id, state),
    CONSTRAINT membership_merge_two CHECK (merged_id <> survivor_id)
) DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_0900_ai_ci;

-- What a merge moved from the one member to the other, so that undoing it gives back just that.
CREATE TABLE membership_merge_part (
    merge_id BINARY(16)   NOT NULL,
    what     VARCHAR(24)  CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    item     VARCHAR(255) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin NOT NULL,
    PRIMARY KEY (merge_id, what, item)
) DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_0900_ai_ci;
